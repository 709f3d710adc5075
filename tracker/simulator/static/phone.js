// Looks every moment whether the screen has changed, and takes the chat anew when it has. The page works without it.
const device = document.querySelector("[data-pulse-address]");
const EVERY_MILLISECONDS = 1200;

function loaded(link) {
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
  });
}

async function takeStyles() {
  const old = document.getElementById("cards");
  const fresh = old.cloneNode();
  const address = new URL(old.href);
  address.searchParams.set("at", String(performance.now()));
  fresh.href = address.href;
  const arrived = loaded(fresh);
  old.after(fresh);
  await arrived;
  old.remove();
}

async function takeChat() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  await takeStyles();
  for (const id of ["chat", "foot"]) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id).replaceWith(fresh);
  }
  const side = page.querySelector(".side");
  if (side) document.querySelector(".side").replaceWith(side);
}

function tellRead() {
  return fetch(device.dataset.readAddress, { method: "POST", redirect: "manual" });
}

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(device.dataset.pulseAddress);
      const { pulse } = await answer.json();
      if (pulse !== document.getElementById("chat").dataset.pulse) {
        await takeChat();
        await tellRead();
      }
    } catch {
      // The simulator is away for a moment; the next look will tell.
    }
  }
  setTimeout(look, EVERY_MILLISECONDS);
}

if (device) {
  tellRead();
  setTimeout(look, EVERY_MILLISECONDS);
}
