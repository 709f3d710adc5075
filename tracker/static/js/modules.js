// Gives every element that names a module in data-module what it names; a page without scripts works the same.

const known = new Set(["date-in-words", "draft", "drop-area", "error-summary", "open-form", "reading", "review", "submit-once"]);

export function attach(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    for (const name of element.dataset.module.split(" ")) {
      if (known.has(name)) {
        import(`./${name}.js`).then((module) => module.default(element));
      }
    }
  }
}
