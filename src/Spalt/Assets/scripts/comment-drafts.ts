/**
 * What somebody types as a comment stays in this tab until it is accepted: a connection that breaks, or a page that is reloaded, loses
 * nothing. `<form data-draft="12/">` has what is typed, `<div data-taken="12/">` says that what stood under such names was taken.
 */
const start = "comment:";

export function keepDrafts(): void {
  const taken = document.querySelector<HTMLElement>("[data-taken]")?.dataset.taken;
  if (taken) {
    for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith(start + taken))) sessionStorage.removeItem(key);
  }

  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    const text = form.querySelector("textarea");
    if (!text) continue;
    const key = start + form.dataset.draft;
    text.value ||= sessionStorage.getItem(key) ?? "";
    text.addEventListener("input", () => keep(key, text.value));
  }
}

/** Where there is no room, or it is forbidden, the text stands in the field only. */
function keep(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    return;
  }
}
