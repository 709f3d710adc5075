// Files dropped anywhere in the frame are chosen as if picked in its field.

export default function attach(area) {
  const input = area.querySelector("input[type=file]");
  area.querySelector(".drop-area-words").hidden = false;

  const mark = (isOver) => area.classList.toggle("drop-area-over", isOver);

  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  area.addEventListener("dragleave", () => mark(false));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    }
  });
}
