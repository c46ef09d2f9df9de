/**
 * Tells when somebody began to write a comment: the page is the same bytes for everybody, so the time is asked for at the first touch of the form, and
 * sent along with it. Without it the comment goes the same way.
 */
export function tellWhenCommentsBegin(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.commenting")) {
    const began = form.querySelector<HTMLInputElement>("input[name=began]");
    if (began?.value === "") form.addEventListener("focusin", () => void ask(form, began), { once: true });
  }
}

async function ask(form: HTMLFormElement, began: HTMLInputElement): Promise<void> {
  try {
    const answer = await fetch(form.action.replace(/comment$/, "began"));
    if (answer.ok) began.value = await answer.text();
  } catch {
    return;
  }
}
