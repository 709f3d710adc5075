// Every element that names a module in data-module gets it; a page without scripts works the same.

const known = new Set(["date-in-words", "drop-area", "error-summary", "reading", "submit-once"]);

for (const element of document.querySelectorAll("[data-module]")) {
  for (const name of element.dataset.module.split(" ")) {
    if (known.has(name)) {
      import(`./${name}.js`).then((module) => module.default(element));
    }
  }
}
