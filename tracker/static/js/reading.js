// A document that is being read: asks now and then how far it is, and shows the result as soon as there is one.

const FIRST_PAUSE = 700;
const LONGEST_PAUSE = 5000;

export default function attach(element) {
  let pause = FIRST_PAUSE;

  function tell(sentence) {
    const words = element.querySelector("[data-progress]");
    if (words && words.textContent !== sentence) words.textContent = sentence;
  }

  async function look() {
    try {
      const answer = await fetch(element.dataset.state, { headers: { Accept: "application/json" } });
      const told = answer.ok ? await answer.json() : {};
      if (told.state !== "received") {
        window.location.reload();
        return;
      }
      tell(told.sentence);
    } catch {
      // The network comes back, or the person does.
    }
    pause = Math.min(pause * 1.2, LONGEST_PAUSE);
    window.setTimeout(look, pause);
  }

  window.setTimeout(look, pause);
}
