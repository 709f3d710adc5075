// Single keys that do what a button does: never while somebody types, and not for whoever has switched them off.

const SWITCH = "shortcuts-off";
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

export function listen(list, leave, deeds) {
  const toggle = list.querySelector("input[type=checkbox]");

  function onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
      return;
    }
    if (event.target.closest(TYPING)) {
      if (event.key === "Escape") {
        leave();
      }
    } else if (event.key === "?" || (event.shiftKey && event.code === "Slash")) {
      list.open = !list.open;
      list.querySelector("summary").focus();
    } else if (toggle.checked && !event.shiftKey && !event.repeat && deeds[event.code]) {
      if (event.code.startsWith("Key")) {
        event.preventDefault(); // The letter is not typed into the field it opens.
      }
      deeds[event.code](event); // By the place of the key: with the Thai layout on, the same keys work.
    }
  }

  list.hidden = false;
  toggle.checked = localStorage.getItem(SWITCH) === null;
  toggle.addEventListener("change", () => {
    if (toggle.checked) {
      localStorage.removeItem(SWITCH);
    } else {
      localStorage.setItem(SWITCH, "1");
    }
  });
  document.addEventListener("keydown", onKey);
}
