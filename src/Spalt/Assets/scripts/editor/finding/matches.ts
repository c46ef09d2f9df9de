import { Extension, type Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export interface Match { readonly from: number; readonly to: number }

interface Search {
  readonly pattern: RegExp | null;
  readonly matches: readonly Match[];
  /** Index of the match where one is; -1 before the first step. */
  readonly current: number;
  readonly shown: DecorationSet;
}

type Change = { readonly pattern: RegExp | null } | { readonly current: number };

const key = new PluginKey<Search>("matches");
const none: Search = { pattern: null, matches: [], current: -1, shown: DecorationSet.empty };

/** Marks where the words stand that are looked for. */
export const Matches = Extension.create({
  name: "matches",
  addProseMirrorPlugins: () => [new Plugin<Search>({
    key,
    state: { init: () => none, apply: (tr, search) => follow(tr, search) },
    props: { decorations: (state) => key.getState(state)?.shown ?? null },
  })],
});

export const search = (editor: Editor): Search => key.getState(editor.state) ?? none;

/** Words as a pattern that finds them as they stand. A hyphen stays as it is: with the flag `u` a needless escape is an error. */
export const literally = (words: string): string => words.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Looks for words as they stand; "" looks for nothing. */
export function look(editor: Editor, words: string, exact: boolean): void {
  const pattern = words ? new RegExp(literally(words), exact ? "gu" : "giu") : null;
  editor.view.dispatch(editor.state.tr.setMeta(key, { pattern } satisfies Change));
}

/** Goes to a match and shows it; counts round. */
export function step(editor: Editor, by: 1 | -1): void {
  const { matches, current } = search(editor);
  if (matches.length === 0) return;
  const { from } = editor.state.selection;
  const ahead = matches.findIndex((m) => m.from >= from);
  const next = current < 0 ? (ahead < 0 ? 0 : by > 0 ? ahead : ahead - 1) : current + by;
  const at = (next + matches.length) % matches.length;
  editor.view.dispatch(editor.state.tr.setMeta(key, { current: at } satisfies Change));
  const { node } = editor.view.domAtPos(matches[at]!.from);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "center" });
}

/** Puts other words in the place of one match, or of all of them in one step that can be undone. */
export function replace(editor: Editor, words: string, all: boolean): number {
  const { matches, current } = search(editor);
  const chosen = all ? [...matches] : matches[current] ? [matches[current]] : [];
  const tr = editor.state.tr;
  for (const { from, to } of chosen.reverse()) {
    if (words) tr.replaceWith(from, to, editor.schema.text(words, editor.state.doc.resolve(from).marksAcross(editor.state.doc.resolve(to)) ?? []));
    else tr.delete(from, to);
  }
  if (chosen.length > 0) editor.view.dispatch(tr);
  return chosen.length;
}

function follow(tr: Transaction, search: Search): Search {
  const change = tr.getMeta(key) as Change | undefined;
  if (!change && (!search.pattern || !tr.docChanged)) return search;
  const pattern = change && "pattern" in change ? change.pattern : search.pattern;
  if (!pattern) return none;
  const matches = change && "current" in change ? search.matches : find(tr.doc, pattern);
  const current = change ? ("current" in change ? change.current : -1) : Math.min(search.current, matches.length - 1);
  const shown = matches.map(({ from, to }, index) => Decoration.inline(from, to, { class: index === current ? "match current" : "match" }));
  return { pattern, matches, current, shown: DecorationSet.create(tr.doc, shown) };
}

/** Words may run across bold and links, not across blocks. What is no text counts as one sign that nobody can type. */
export function find(doc: Node, pattern: RegExp): Match[] {
  const found: Match[] = [];
  doc.descendants((block, at) => {
    if (!block.isTextblock) return true;
    const text = block.textBetween(0, block.content.size, "\ufffc", "\ufffc");
    for (const match of text.matchAll(pattern)) {
      if (match[0]) found.push({ from: at + 1 + match.index, to: at + 1 + match.index + match[0].length });
    }
    return false;
  });
  return found;
}
