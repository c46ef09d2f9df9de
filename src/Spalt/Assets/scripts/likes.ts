import { phrase, say } from "./status";

interface Like {
  readonly likes: number;
  readonly liked: boolean;
}

const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-like]")];

/**
 * Makes `<form data-like="12" action="…/like" data-unlike="…/unlike">` work in place. Without script the same form
 * leads to a page that says thanks and offers to undo.
 */
export function enhanceLikes(): void {
  if (forms.length === 0) return;

  for (const form of forms) {
    form.addEventListener("submit", (submit) => {
      submit.preventDefault();
      void toggle(form);
    });
  }

  // Public pages are the same bytes for everybody, so what this reader likes is asked for afterwards, when nothing waits.
  const idle = window.requestIdleCallback ?? ((ask: () => void) => setTimeout(ask, 500));
  idle(() => void recall());
}

/** Shows the new state at once, asks the server, and goes back if it refuses. */
async function toggle(form: HTMLFormElement): Promise<void> {
  if (form.ariaBusy === "true") return;

  const before = read(form);
  const liked = !before.liked;
  form.ariaBusy = "true";
  show(form, { liked, likes: Math.max(0, before.likes + (liked ? 1 : -1)) });
  try {
    const address = liked ? form.action : form.dataset.unlike ?? form.action.replace(/like$/, "unlike");
    const response = await fetch(address, { method: "POST", headers: { Accept: "application/json" } });
    const answer: Partial<Like> & { detail?: string } = await response.json();
    if (!response.ok || typeof answer.likes !== "number") throw new Error(answer.detail ?? "");
    show(form, { liked: answer.liked ?? liked, likes: answer.likes });
    say(phrase(liked ? "liked" : "unliked"));
  } catch (refusal) {
    show(form, before);
    // A problem's `detail` is written for the reader; a broken line's message is not.
    say((refusal instanceof Error && refusal.constructor === Error && refusal.message) || phrase("failed"));
  } finally {
    form.ariaBusy = null;
  }
}

/** Marks what this reader has liked today. Silent when the server cannot say: the counts on the page are right anyway. */
async function recall(): Promise<void> {
  try {
    const posts = [...new Set(forms.map((form) => form.dataset.like))].join(",");
    const response = await fetch(`/-/likes?posts=${posts}`, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const { liked }: { liked: number[] } = await response.json();
    for (const form of forms) {
      if (liked.includes(Number(form.dataset.like)) && form.ariaBusy !== "true") show(form, { ...read(form), liked: true });
    }
  } catch {
    return;
  }
}

function read(form: HTMLFormElement): Like {
  return {
    liked: form.querySelector("button")?.ariaPressed === "true",
    likes: Number(form.querySelector<HTMLDataElement>("data.count")?.value ?? 0),
  };
}

function show(form: HTMLFormElement, { liked, likes }: Like): void {
  const button = form.querySelector("button");
  const count = form.querySelector<HTMLDataElement>("data.count");
  if (!button || !count) return;

  button.ariaPressed = String(liked);
  count.value = String(likes);
  count.textContent = numbers.format(likes);
  count.hidden = likes === 0; // "Gilla" alone invites; "Gilla 0" does not.
}
