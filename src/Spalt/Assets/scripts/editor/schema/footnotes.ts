import { Node, type Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    footnotes: { addFootnote: () => ReturnType };
  }
}

/** The mark in the text. `number` also names its note; who stands where is put in order by `tidying.ts`. */
export const FootnoteMark = Node.create({
  name: "footnoteMark",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ number: { default: 0, rendered: false } }),
  parseHTML: () => [{ tag: "sup.footnote-ref", priority: 80, getAttrs: (sup) => ({ number: numberOf(sup.querySelector("a")?.getAttribute("href")) }) }],
  renderHTML: ({ node }) => {
    const number = Number(node.attrs["number"]);
    return ["sup", { class: "footnote-ref" }, ["a", { href: `#fn${number}`, id: `fnref${number}` }, String(number)]];
  },
  addCommands: () => ({
    addFootnote: () => ({ state, tr, dispatch }) => {
      const { $from } = state.selection;
      for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === "footnotes") return false;
      if (!$from.parent.inlineContent || $from.parent.type.spec.code) return false;
      if (dispatch) {
        tr.insert(state.selection.to, state.schema.nodes["footnoteMark"]!.create());
        tr.setMeta("footnote", state.selection.to).scrollIntoView();
      }
      return true;
    },
  }),
  addKeyboardShortcuts() {
    return {
      "Mod-Alt-f": () => this.editor.commands.addFootnote(),
      End: () => toEnd(this.editor, false),
      "Shift-End": () => toEnd(this.editor, true),
    };
  },
});

/** Behind a mark that ends a paragraph the browser loses the line, and End would leap into the notes. */
function toEnd({ state, view }: Editor, isSelecting: boolean): boolean {
  const { $head, anchor } = state.selection;
  if ($head.parent.lastChild?.type.name !== "footnoteMark") return false;
  const end = $head.end();
  const [here, last] = [view.coordsAtPos($head.pos), view.coordsAtPos(end)];
  if ((here.top + here.bottom) / 2 < last.top) return false;
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, isSelecting ? anchor : end, end)).scrollIntoView());
  return true;
}

export const Footnotes = Node.create({
  name: "footnotes",
  content: "footnote+",
  isolating: true,
  selectable: false,
  parseHTML: () => [{ tag: "section.footnotes", contentElement: "ol" }],
  renderHTML: () => ["section", { class: "footnotes" }, ["ol", 0]],
});

export const Footnote = Node.create({
  name: "footnote",
  content: "(paragraph | verbatim)+",
  isolating: true,
  selectable: false,
  addAttributes: () => ({ number: { default: 0, rendered: false } }),
  parseHTML: () => [{ tag: "li[id^=fn]", priority: 60, context: "footnotes/", getAttrs: (li) => ({ number: numberOf(li.id) }) }],
  renderHTML: ({ node }) => ["li", { id: `fn${Number(node.attrs["number"])}` }, 0],
  addKeyboardShortcuts() {
    return {
      // From the note back to where it was called.
      "Mod-Enter": () => this.editor.commands.command(({ state, tr, dispatch }) => {
        const { $from } = state.selection;
        const note = $from.depth >= 2 ? $from.node(2) : null;
        if (note?.type.name !== "footnote") return false;
        let called = -1;
        state.doc.descendants((node, at) => {
          if (node.type.name === "footnoteMark" && node.attrs["number"] === note.attrs["number"]) called = at + 1;
          return called < 0;
        });
        if (called < 0) return false;
        dispatch?.(tr.setSelection(TextSelection.create(tr.doc, called)).scrollIntoView());
        return true;
      }),
    };
  },
});

export const numberOf = (id: string | null | undefined): number => Number(/^#?fn(\d{1,6})$/.exec(id ?? "")?.[1] ?? 0);
