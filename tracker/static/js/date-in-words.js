// Writes the chosen day beside the date input the Thai way.

const written = new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-latn", {
  day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});

function inWords(value) {
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) {
    return "";
  }
  const part = Object.fromEntries(written.formatToParts(day).map(({ type, value: text }) => [type, text]));
  return `${part.day} ${part.month} ${part.year}`;
}

export default function attach(element) {
  const input = element.querySelector("input");
  const output = element.querySelector("output");
  input.addEventListener("input", () => {
    output.textContent = inWords(input.value);
  });
}
