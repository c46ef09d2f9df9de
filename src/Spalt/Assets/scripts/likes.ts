import { phrase, say } from "./status";

interface Like {
  readonly likes: number;
  readonly liked: boolean;
}

const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-unlike]")];

/**
 * Makes `<form data-like="12" action="…/like" data-unlike="…/unlike">` work in place, and the same of a comment, with
 * `data-like-comment="34" data-post="12"`. Without script the same form
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

/** Shows the new state at once, asks the server, and goes back if it refuses. A press while it asks is asked for when it has answered. */
async function toggle(form: HTMLFormElement): Promise<void> {
  let settled = read(form);
  form.querySelector(".refusal")?.remove();
  show(form, { liked: !settled.liked, likes: Math.max(0, settled.likes + (settled.liked ? -1 : 1)) });
  if (form.ariaBusy === "true") return;

  form.ariaBusy = "true";
  try {
    for (let wish = read(form).liked; wish !== settled.liked; wish = read(form).liked) {
      settled = { liked: wish, likes: await ask(form, wish) };
    }
    show(form, settled);
    say(phrase((settled.liked ? "liked" : "unliked") + (form.dataset.likeComment ? "Comment" : "")));
  } catch (refusal) {
    show(form, settled);
    // A problem's `detail` is written for the reader; a broken line's message is not.
    explain(form, (refusal instanceof Error && refusal.constructor === Error && refusal.message) || phrase("failed"));
  } finally {
    form.ariaBusy = null;
  }
}

/** Says beside the button why nothing changed, to the eye and to a screen reader. */
function explain(form: HTMLFormElement, why: string): void {
  const note = document.createElement("p");
  note.className = "refusal furniture";
  note.textContent = why;
  form.append(note);
  say(why);
}

/** Says yes or no to a post or comment; answers with how many like it now. */
async function ask(form: HTMLFormElement, liked: boolean): Promise<number> {
  const address = liked ? form.action : form.dataset.unlike ?? form.action.replace(/like$/, "unlike");
  const response = await fetch(address, { method: "POST", headers: { Accept: "application/json" } });
  const answer: { likes?: number; detail?: string } = await response.json();
  if (!response.ok || typeof answer.likes !== "number") throw new Error(answer.detail ?? "");
  return answer.likes;
}

/** Marks what this reader has liked today. Silent when the server cannot say: the counts on the page are right anyway. */
async function recall(): Promise<void> {
  try {
    const posts = new Set(forms.map((form) => form.dataset.post ?? form.dataset.like));
    const comments = forms.map((form) => form.dataset.likeComment).filter((id) => id !== undefined);
    const asked = `posts=${[...posts].join(",")}${comments.length > 0 ? `&comments=${comments.join(",")}` : ""}`;
    const response = await fetch(`/-/likes?${asked}`, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const likes: { liked: number[]; comments?: number[] } = await response.json();
    for (const form of forms) {
      const { like, likeComment } = form.dataset;
      const liked = likeComment ? likes.comments?.includes(Number(likeComment)) : likes.liked.includes(Number(like));
      if (liked && form.ariaBusy !== "true") show(form, { ...read(form), liked: true });
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
