// A form that remembers what was typed into it until it is sent and taken: a reload or a dead battery loses nothing.

import { forget, keep, kept, nameOf } from "./drafts.js";

function values(form) {
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden");
  return Object.fromEntries(fields.map((field) => [field.name, field.value]));
}

function put(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name];
    if (field) {
      field.value = value;
      field.dispatchEvent(new Event("input"));
    }
  }
}

function offer(form, asRead, name) {
  const line = document.createElement("p");
  line.className = "draft-line";
  line.setAttribute("role", "status");
  line.textContent = "นำข้อความที่พิมพ์ค้างไว้กลับมาแล้ว ยังไม่ได้ส่ง ";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = "ทิ้งข้อความนี้";
  button.addEventListener("click", () => {
    put(form, asRead);
    forget(name);
    line.remove();
    form.querySelector("textarea, input:not([type=hidden])").focus();
  });
  line.append(button);
  form.prepend(line);
}

export default function attach(form) {
  const name = nameOf(form);
  const asRead = values(form);
  const typed = kept(name);
  if (typed && JSON.stringify(typed) !== JSON.stringify(asRead)) {
    put(form, typed);
    offer(form, asRead, name);
    form.closest("details")?.setAttribute("open", "");
  }
  form.addEventListener("input", (event) => {
    if (event.isTrusted) {
      keep(name, values(form));
    }
  });
}
