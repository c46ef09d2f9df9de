import { say } from "./status";

/**
 * A plain link to the post, `<a href data-copy="Kopiera länk" data-copied="Länken är kopierad">`, becomes a button
 * that copies its address. Without a clipboard (or without script) it stays the link it was.
 */
export function offerCopying(): void {
  if (!navigator.clipboard) return;

  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-copy]")) {
    const { copy = "", copied = "" } = link.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = copy;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(link.href);
      } catch {
        location.assign(link.href); // The reader said no to the clipboard: the address bar has the link.
        return;
      }
      button.textContent = copied;
      say(copied);
      setTimeout(() => { button.textContent = copy; }, 3_000);
    });
    link.replaceWith(button);
  }
}
