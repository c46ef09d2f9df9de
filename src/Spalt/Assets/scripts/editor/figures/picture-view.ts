import type { NodeViewRenderer } from "@tiptap/core";
import { button, element } from "../elements";
import type { PictureFacts } from "../schema/figures";
import { say } from "../words";
import { askAboutPicture } from "./picture-dialog";

/** A picture as the reader will see it, its caption to write in, and below it what is known of it and a button to change that. */
export const pictureView: NodeViewRenderer = ({ node: first, editor, getPos }) => {
  let node = first;
  const img = element("img", { draggable: "false" });
  const words = element("div", { class: "caption", "data-hint": say("Picture.Caption") });
  const credit = element("small", { class: "credit", contenteditable: "false" });
  const told = element("span", { class: "told" });
  const change = button(say("Picture.Change"), () => askAboutPicture(editor, getPos, () => node.attrs as PictureFacts), { class: "small-button" });
  const facts = element("div", { class: "facts-line", contenteditable: "false" }, told, change);
  const dom = element("figure", { class: "picture" }, img, element("figcaption", {}, words, credit), facts);

  const show = (): void => {
    const { src, alt, width, height, credit: by } = node.attrs as PictureFacts;
    if (img.getAttribute("src") !== src) img.src = src;
    img.alt = alt ?? "";
    for (const [side, length] of [["width", width], ["height", height]] as const) {
      if (length) img.setAttribute(side, String(length));
      else img.removeAttribute(side);
    }
    credit.textContent = by;
    credit.hidden = !by;
    told.textContent = alt === null ? say("Picture.NoAlt") : alt === "" ? say("Picture.Decorative") : say("Picture.Alt", alt);
    told.classList.toggle("wanting", alt === null);
    words.classList.toggle("empty", node.content.size === 0);
  };
  img.addEventListener("error", () => dom.classList.add("missing"));
  img.addEventListener("load", () => dom.classList.remove("missing"));
  show();
  return {
    dom,
    contentDOM: words,
    update: (next) => {
      if (next.type !== node.type) return false;
      node = next;
      show();
      return true;
    },
    stopEvent: (event) => facts.contains(event.target as Element),
    ignoreMutation: (mutation) => !words.contains(mutation.target) || (mutation.type === "attributes" && mutation.target === words),
  };
};
