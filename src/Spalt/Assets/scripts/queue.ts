/**
 * The queue by keyboard: j and k go from comment to comment, x ticks one, a publishes it, r goes to the reason for taking those away that are ticked (or
 * this one), o opens the post. Without script, the same is done by the form.
 */
const form = document.querySelector<HTMLFormElement>("form.queue");
const items = [...document.querySelectorAll<HTMLElement>("form.queue .queued > li")];
for (const item of items) item.tabIndex = -1;
document.querySelector(".keyboard")?.removeAttribute("hidden");

document.addEventListener("keydown", (event) => {
  if (form === null || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const item = items[at];
  const doing: Partial<Record<string, () => void>> = {
    j: () => go(items[Math.min(at + 1, items.length - 1)]),
    k: () => go(items[Math.max(at - 1, 0)]),
    x: () => item?.querySelector<HTMLInputElement>("input[name=pick]")?.click(),
    a: () => item?.querySelector<HTMLButtonElement>("button[name=approve]")?.click(),
    o: () => item?.querySelector<HTMLAnchorElement>("a[href^='/?p=']")?.click(),
    r: () => {
      const pick = item?.querySelector<HTMLInputElement>("input[name=pick]");
      if (pick && !form.querySelector("input[name=pick]:checked")) pick.checked = true;
      form.querySelector<HTMLElement>("#ground")?.focus();
    },
  };
  const does = doing[event.key];
  if (does === undefined) return;
  event.preventDefault();
  does();
});

function go(item: HTMLElement | undefined): void {
  item?.focus();
  item?.scrollIntoView({ block: "nearest" });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("textarea, select, input:not([type=checkbox])");
}
