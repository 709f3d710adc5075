// What was typed and not sent, kept in this browser; the row around a form tells under what name.

const LONGEST = 14 * 24 * 3600 * 1000;

export function nameOf(form) {
  const around = form.parentElement.closest("[data-draft]");
  return around ? `${around.dataset.draft}-${form.dataset.draft}` : "";
}

export function kept(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(name));
    return draft && Date.now() - draft.at < LONGEST ? draft.fields : null;
  } catch {
    return null;
  }
}

export function keep(name, fields) {
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // A browser that keeps nothing loses only what it would have lost anyway.
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // As above.
  }
}
