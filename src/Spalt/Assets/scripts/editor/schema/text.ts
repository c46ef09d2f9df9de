import { Mark, Node, mergeAttributes } from "@tiptap/core";
import CodeBlock from "@tiptap/extension-code-block";
import Link from "@tiptap/extension-link";

/** A post is blocks, and its footnotes last. */
export const Post = Node.create({ name: "doc", topNode: true, content: "block+ footnotes?" });

/** The stored form keeps no language of a listing. */
export const Listing = CodeBlock.extend({ addAttributes: () => ({}) });

/** Of a link the stored form keeps where it leads, what it is to search engines (`sponsored`), and what older programs said of it. */
export const Anchor = Link.extend({
  inclusive: false,
  addAttributes: () => ({ href: { default: null }, rel: { default: null }, title: { default: null } }),
  renderHTML: ({ mark }) => ["a", { href: mark.attrs["href"] as string, title: mark.attrs["title"] as string | null, rel: mark.attrs["rel"] as string | null }, 0],
});

export const Subscript = Mark.create({
  name: "subscript",
  excludes: "superscript",
  parseHTML: () => [{ tag: "sub" }],
  renderHTML: ({ HTMLAttributes }) => ["sub", mergeAttributes(HTMLAttributes), 0],
});

export const Superscript = Mark.create({
  name: "superscript",
  excludes: "subscript",
  parseHTML: () => [{ tag: "sup" }],
  renderHTML: ({ HTMLAttributes }) => ["sup", mergeAttributes(HTMLAttributes), 0],
});
