import { alike } from "../likeness";

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

/** Two drafts say the same, though the server cleaned one of them. */
export const same = (one: Draft, other: Draft): boolean =>
  line(one.title) === line(other.title) && line(one.lead) === line(other.lead) && alike(one.html, other.html);

const line = (text: string): string => text.trim().replace(/\s+/g, " ");
