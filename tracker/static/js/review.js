// The review page in the hands of somebody quick: the next row, a decision and its undoing, each by one key.

import { forget } from "./drafts.js";
import { listen } from "./shortcuts.js";

const PLACE = `review-row-${window.location.pathname}`;
const BAR = 80;

export default function attach(section) {
  const rows = [...section.querySelectorAll(".review-row")];
  const current = () => document.activeElement?.closest(".review-row") ?? section.querySelector(".review-row:target");
  const place = () => rows.indexOf(current());
  const press = (selector) => current()?.querySelector(selector)?.click();

  function go(row) {
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "start" });
  }

  function nextDoubtful() {
    const ahead = [...rows.slice(place() + 1), ...rows.slice(0, Math.max(place(), 0))];
    go(ahead.find((row) => row.dataset.row === "doubtful"));
  }

  function setAside() {
    const part = current()?.querySelector("details.review-form");
    part?.setAttribute("open", "");
    part?.querySelector("textarea").focus();
  }

  function undo() {
    const own = current()?.querySelector("form[action$='/undo'] button");
    (own ?? document.querySelector(".review-bar form[action$='/undo-last'] button"))?.click();
  }

  // A row higher than the window is scrolled first; at its end the arrow goes on.
  function arrow(event, by) {
    const row = document.activeElement;
    const box = row.getBoundingClientRect();
    if (row.matches(".review-row") && (by > 0 ? box.bottom <= window.innerHeight - BAR : box.top >= 0)) {
      event.preventDefault();
      go(rows[place() + by]);
    }
  }

  listen(section.querySelector(".shortcuts"), () => go(current()), {
    KeyJ: () => go(rows[place() + 1]),
    KeyK: () => go(rows[Math.max(place() - 1, 0)]),
    KeyG: nextDoubtful,
    KeyA: () => press("form[action$='/approve'] button"),
    KeyS: () => press("form[action$='/approve-suggested'] button"),
    KeyE: () => press("[data-module~=open-form]"),
    KeyX: setAside,
    KeyU: undo,
    ArrowDown: (event) => arrow(event, 1),
    ArrowUp: (event) => arrow(event, -1),
  });

  for (const row of rows.filter((one) => one.dataset.row === "decided")) {
    forget(`${row.dataset.draft}-edit`);
    forget(`${row.dataset.draft}-aside`);
  }
  const before = window.location.hash
    ? section.querySelector(".review-row:target")
    : document.getElementById(sessionStorage.getItem(PLACE) ?? "");
  before?.focus({ preventScroll: true });
  section.addEventListener("focusin", () => sessionStorage.setItem(PLACE, current()?.id ?? ""));
}
