import { Extension, type Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { find, literally } from "./finding/matches";

const key = new PluginKey<DecorationSet>("notes");

/** The list of notes that the server wrote below the text. */
const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("#notes > li")];

const plain = (words: string): RegExp => new RegExp(literally(words).replace(/\s+/g, "\\s+"), "gu");

/** Marks the passages that notes in the margin speak of, wherever they stand by now. */
export const Notes = Extension.create({
  name: "notes",
  addProseMirrorPlugins: () => {
    const quotes = items().map((item) => plain(item.dataset["quote"] ?? ""));
    if (quotes.length === 0) return [];
    const mark = (doc: Node): DecorationSet => DecorationSet.create(doc, quotes.flatMap((quote, index) => {
      const at = find(doc, quote)[0];
      return at ? [Decoration.inline(at.from, at.to, { class: "noted", "data-note": String(index) })] : [];
    }));
    return [new Plugin<DecorationSet>({
      key,
      state: { init: (_, state) => mark(state.doc), apply: (tr, marked) => tr.docChanged ? (tr.getMeta("preventUpdate") ? mark(tr.doc) : marked.map(tr.mapping, tr.doc)) : marked },
      props: { decorations: (state) => key.getState(state) ?? null },
    })];
  },
});

/** Puts each note beside its passage where the screen has a margin, and takes what is selected into the form for a new one. */
export function placeNotes(editor: Editor): void {
  const notes = items();
  const list = document.getElementById("notes");
  const quote = document.querySelector<HTMLTextAreaElement>("#remark-form [name=quote]");
  if (quote) {
    editor.on("selectionUpdate", () => {
      const { from, to, empty } = editor.state.selection;
      if (!empty) quote.value = editor.state.doc.textBetween(from, to, " ").replace(/\s+/g, " ").trim().slice(0, quote.maxLength);
    });
  }
  if (!list || notes.length === 0) return;

  const wide = matchMedia("(min-width: 75em)");
  const place = (): void => {
    list.classList.toggle("beside", wide.matches);
    let free = 0;
    const passages = notes.map((_, index) => editor.view.dom.querySelector<HTMLElement>(`[data-note="${index}"]`));
    const top = list.offsetParent?.getBoundingClientRect().top ?? 0;
    for (const [index, note] of notes.entries()) {
      const passage = passages[index];
      const isBeside = wide.matches && passage !== null && passage !== undefined;
      note.classList.toggle("beside", isBeside);
      // Through the object model: the policy forbids styles in the page, not this.
      note.style.top = isBeside ? `${free = Math.max(free, passage.getBoundingClientRect().top - top)}px` : "";
      if (isBeside) free += note.offsetHeight + 12;
    }
  };
  let isAsked = false;
  const soon = (): void => {
    if (isAsked) return;
    isAsked = true;
    setTimeout(() => { isAsked = false; place(); }, 150);
  };
  editor.on("transaction", ({ transaction }) => { if (transaction.docChanged) soon(); });
  addEventListener("resize", soon);
  wide.addEventListener("change", soon);
  soon();
}
