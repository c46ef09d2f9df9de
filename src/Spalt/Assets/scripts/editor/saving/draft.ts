/** What is written and not only set: the words of a post. */
export interface Draft {
  readonly title: string;
  readonly lead: string;
  readonly html: string;
}

/** What the server holds, since when and by whom. */
export interface ServerDraft extends Draft {
  readonly version: number;
  readonly savedAt: string;
  readonly savedBy: { readonly id: number; readonly name: string } | null;
}

/** The page's form says where everything is. */
export interface Page {
  readonly draft: string;
  readonly pictures: string;
  readonly signin: string;
  readonly post: string;
  readonly account: string;
  readonly language: string;
}

/** Two drafts say the same, once both have gone through the same document (`same` of the page). */
export type Same = (one: Draft, other: Draft) => boolean;
