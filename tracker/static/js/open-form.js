// Opens the form of a row where the row is; without this the link leads to a page that holds the same form.

import { kept } from "./drafts.js";
import { attach as attachModules } from "./modules.js";

async function fetched(link) {
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok ? page.querySelector("form[data-draft=edit]") : null;
}

export default function attach(link) {
  const row = link.closest(".review-row");
  const place = row.querySelector(".review-edit");
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");

  const show = (isOpen) => {
    place.hidden = !isOpen;
    link.setAttribute("aria-expanded", String(isOpen));
  };

  async function open() {
    if (!place.firstElementChild) {
      const form = await fetched(link).catch(() => null);
      if (!form) {
        window.location.assign(link.href);
        return;
      }
      place.append(form);
      attachModules(place);
    }
    show(true);
    place.querySelector("textarea").focus();
  }

  link.addEventListener("click", (event) => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      if (place.hidden) {
        open();
      } else {
        show(false);
      }
    }
  });
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    }
  });
  if (kept(`${row.dataset.draft}-edit`)) {
    link.querySelector("span").textContent = "แก้ไขต่อ (มีข้อความพิมพ์ค้างไว้)";
  }
}
