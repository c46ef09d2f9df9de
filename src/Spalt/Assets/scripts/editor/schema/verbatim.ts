import { Node } from "@tiptap/core";
import { verbatimView } from "../figures/verbatim-view";

/**
 * A block of the stored form that this document has no words for (a list of definitions, a picture that lies elsewhere): it stands
 * there as it is stored, can be moved and taken away, and goes back as it came. Only `reading.ts` makes one, out of what the server has
 * cleaned; nothing that is pasted can.
 */
export const Verbatim = Node.create({
  name: "verbatim",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ html: { default: "", rendered: false } }),
  renderHTML: ({ node }) => elementOf(String(node.attrs["html"])) as never,
  addNodeView: () => verbatimView,
});

/** The element that the text is; nothing in it has loaded or run. */
export function elementOf(html: string): Element {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return body.firstElementChild ?? body.ownerDocument.createElement("p");
}
