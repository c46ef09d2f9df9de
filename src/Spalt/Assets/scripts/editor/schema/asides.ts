import { Node } from "@tiptap/core";

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
});

/** Who is quoted: the `<cite>` that ends a blockquote. */
export const QuoteSource = Node.create({
  name: "quoteSource",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "cite", context: "blockquote/" }, { tag: "cite", context: "blockquote/paragraph/" }],
  renderHTML: () => ["cite", 0],
});
