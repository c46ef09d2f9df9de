import type { NodeViewRenderer } from "@tiptap/core";
import { button, element } from "../elements";
import { say } from "../words";

/** What lies elsewhere, shown as its address. Nothing is fetched: the reader decides on the page whether it is. */
export const embedView: NodeViewRenderer = ({ node: first, editor, getPos }) => {
  let node = first;
  const host = element("b");
  const address = element("span");
  const words = element("div", { class: "caption", "data-hint": say("Embed.Caption") });
  const card = element("div", { class: "card", contenteditable: "false" }, host, address,
    button(say("Embed.ToLink"), () => toLink(), { class: "small-button" }));
  const dom = element("figure", { class: "embed" }, card, element("figcaption", {}, words));

  const toLink = (): void => {
    const at = getPos();
    if (at === undefined) return;
    const { href, text } = node.attrs as { href: string; text: string };
    const { paragraph } = editor.schema.nodes;
    const link = editor.schema.text(text || href, [editor.schema.marks["link"]!.create({ href })]);
    const lines = [paragraph!.create(null, link), ...(node.content.size > 0 ? [paragraph!.create(null, node.content)] : [])];
    editor.view.dispatch(editor.state.tr.replaceWith(at, at + node.nodeSize, lines));
    editor.commands.focus(at + 1);
  };
  const show = (): void => {
    const { href, text } = node.attrs as { href: string; text: string };
    host.textContent = text === href ? hostOf(href) : text;
    address.textContent = href;
    words.classList.toggle("empty", node.content.size === 0);
  };
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
    stopEvent: (event) => event.target instanceof HTMLButtonElement,
    ignoreMutation: (mutation) => !words.contains(mutation.target) || (mutation.type === "attributes" && mutation.target === words),
  };
};

function hostOf(address: string): string {
  try {
    return new URL(address).host.replace(/^www\./, "");
  } catch {
    return address;
  }
}
