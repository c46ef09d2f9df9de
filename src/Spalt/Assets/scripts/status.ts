/** The page's live region, `<p id="status" role="status" data-…>`. It also brings the words, in the page's language. */
const region = document.getElementById("status");

/** A sentence that the server wrote into the live region as `data-{key}`, or "" where it has none. */
export const phrase = (key: string): string => region?.dataset[key] ?? "";

/** Lets a screen reader say the text, without moving focus. */
export function say(text: string): void {
  if (region) region.textContent = text;
}
