// A second press on a slow line sends nothing twice; coming back to the page frees the buttons.

export default function attach(form) {
  let sent = false;
  const buttons = () => form.querySelectorAll("button[type=submit]");

  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    buttons().forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
  window.addEventListener("pageshow", () => {
    sent = false;
    buttons().forEach((button) => button.removeAttribute("aria-disabled"));
  });
}
