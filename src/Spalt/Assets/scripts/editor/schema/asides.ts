import { Node } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";

/** Words of the post, set large beside it: `<aside class="pullquote">`. */
export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,
  parseHTML: () => [{ tag: "aside.pullquote", priority: 60 }],
  renderHTML: () => ["aside", { class: "pullquote" }, 0],
});

/** What the reader needs to know, in a frame: `<aside class="factbox">`. */
export const FactBox = Node.create({
  name: "factBox",
  group: "block",
  content: "(paragraph | heading | bulletList | orderedList)+",
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "aside.factbox", priority: 60 }],
  renderHTML: () => ["aside", { class: "factbox" }, 0],
  addKeyboardShortcuts() {
    return {
      // As out of a list: a second Enter at its end leads on to the story.
      Enter: () => this.editor.commands.command(({ state, tr, dispatch }) => {
        const { $from, empty } = state.selection;
        const box = $from.depth > 1 ? $from.node(-1) : null;
        if (!empty || box?.type !== this.type || box.childCount < 2 || $from.index(-1) !== box.childCount - 1) return false;
        if ($from.parent.type.name !== "paragraph" || $from.parent.content.size > 0) return false;
        const outside = $from.after(-1) - $from.parent.nodeSize;
        tr.delete($from.before(), $from.after()).insert(outside, state.schema.nodes["paragraph"]!.create());
        dispatch?.(tr.setSelection(TextSelection.create(tr.doc, outside + 1)).scrollIntoView());
        return true;
      }),
    };
  },
});

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    quoteSource: { nameQuoteSource: () => ReturnType };
  }
}

/** Who is quoted: the `<cite>` that ends a blockquote. */
export const QuoteSource = Node.create({
  name: "quoteSource",
  content: "inline*",
  defining: true,
  // What needs an attribute is never what Enter makes by itself.
  addAttributes: () => ({ said: { isRequired: true, rendered: false, parseHTML: () => true } }),
  parseHTML: () => [
    // As it is stored: a paragraph that is nothing but the cite.
    { tag: "p", context: "blockquote/", priority: 60, contentElement: "cite", getAttrs: (p) => isOnlyCite(p) ? {} : false },
    { tag: "cite", context: "blockquote/" },
    { tag: "cite", context: "blockquote/paragraph/" },
  ],
  renderHTML: () => ["p", ["cite", 0]],
  addCommands: () => ({
    nameQuoteSource: () => ({ state, tr, dispatch }) => {
      const { $from } = state.selection;
      for (let depth = $from.depth; depth > 0; depth--) {
        const quote = $from.node(depth);
        if (quote.type.name !== "blockquote") continue;
        const end = $from.end(depth);
        const has = quote.lastChild?.type.name === "quoteSource";
        if (!has) tr.insert(end, state.schema.nodes["quoteSource"]!.create({ said: true }));
        if (dispatch) tr.setSelection(TextSelection.near(tr.doc.resolve(has ? end - 1 : end + 1), -1)).scrollIntoView();
        return true;
      }
      return false;
    },
  }),
  addKeyboardShortcuts() {
    return {
      // After who said it comes the story again.
      Enter: () => this.editor.commands.command(({ state, tr, dispatch }) => {
        const { $from } = state.selection;
        if ($from.parent.type !== this.type) return false;
        const after = $from.after($from.depth - 1);
        tr.insert(after, state.schema.nodes["paragraph"]!.create());
        dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
        return true;
      }),
    };
  },
});

const isOnlyCite = (p: HTMLElement): boolean =>
  p.childElementCount === 1 && p.firstElementChild?.localName === "cite" && p.textContent.trim() === p.firstElementChild.textContent.trim();
