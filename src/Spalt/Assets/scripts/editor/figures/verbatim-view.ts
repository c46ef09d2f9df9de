import type { NodeViewRenderer } from "@tiptap/core";
import { element } from "../elements";
import { elementOf } from "../schema/verbatim";
import { say } from "../words";

/** As the reader will see it, and below it why one cannot write in it. */
export const verbatimView: NodeViewRenderer = ({ node }) => {
  const shown = elementOf(String(node.attrs["html"]));
  // Nothing comes from elsewhere, and no id stands twice: what is shown is a likeness. In this document a picture would load at once.
  for (const img of shown.querySelectorAll("img")) if (!/^\/(?!\/)/.test(img.getAttribute("src") ?? "")) img.replaceWith(img.alt || img.getAttribute("src") || "");
  for (const named of [shown, ...shown.querySelectorAll("[id]")]) named.removeAttribute("id");
  const sheet = element("div", { class: "sheet", inert: true });
  sheet.append(shown);
  return { dom: element("div", { class: "verbatim", contenteditable: "false" }, sheet, element("p", { class: "told" }, say("Verbatim.Told"))) };
};
