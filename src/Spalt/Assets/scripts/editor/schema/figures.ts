import { Node } from "@tiptap/core";
import { DOMParser as Reader, type Fragment, type Node as Kind, type Schema } from "@tiptap/pm/model";
import { embedView } from "../figures/embed-view";
import { pictureView } from "../figures/picture-view";

/** What a picture has beside its caption. `alt` is null until somebody has thought about it, "" for a picture that only decorates. */
export interface PictureFacts {
  readonly src: string;
  readonly alt: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly credit: string;
  /** As older programs wrote it: kept, and not asked for. */
  readonly title: string | null;
}

export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,
  addAttributes: () => ({
    src: { default: "", rendered: false },
    alt: { default: null, rendered: false },
    width: { default: null, rendered: false },
    height: { default: null, rendered: false },
    credit: { default: "", rendered: false },
    title: { default: null, rendered: false },
  }),
  parseHTML: () => [
    { tag: "figure:not(.embed)", getAttrs: (figure) => facts(figure.querySelector("img"), figure), getContent: caption },
    { tag: "img[src]", getAttrs: (img) => facts(img as HTMLImageElement), getContent: caption },
  ],
  renderHTML: ({ node }) => {
    const { src, alt, width, height, credit, title } = node.attrs as PictureFacts;
    const small = ["small", { class: "credit" }, credit];
    return ["figure", ["img", { src, alt, width, height, title }], ["figcaption", ["span", 0], ...(credit ? [small] : [])]] as never;
  },
  addNodeView: () => pictureView,
});

/** Two pictures or more beside each other. With one it is no gallery any longer (`tidying.ts`). */
export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "picture+",
  parseHTML: () => [{ tag: "div.gallery" }],
  renderHTML: () => ["div", { class: "gallery" }, 0],
});

/** Something that lies elsewhere, kept as its address alone. Nothing is fetched, neither here nor by the reader's page. */
export const Embed = Node.create({
  name: "embed",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,
  addAttributes: () => ({ href: { default: "", rendered: false }, text: { default: "", rendered: false } }),
  parseHTML: () => [{
    tag: "figure.embed",
    priority: 60,
    getAttrs: (figure) => {
      const link = figure.querySelector<HTMLAnchorElement>("a[href]");
      const href = link?.getAttribute("href") ?? "";
      return /^https?:\/\//i.test(href) ? { href, text: link?.textContent?.trim() || href } : false;
    },
    getContent: caption,
  }],
  renderHTML: ({ node }) => {
    const { href, text } = node.attrs as { href: string; text: string };
    return ["figure", { class: "embed" }, ["a", { href, class: "embed-link" }, text || href], ["figcaption", 0]];
  },
  addNodeView: () => embedView,
});

/** A picture that lies with us or is none: what lies elsewhere is an embed (`pasting/clean.ts`). */
function facts(img: HTMLImageElement | null, figure?: Element): PictureFacts | false {
  const src = img?.getAttribute("src") ?? "";
  if (!img || !/^\/(?!\/)/.test(src)) return false;
  return {
    src,
    alt: img.getAttribute("alt"),
    width: size(img, "width"),
    height: size(img, "height"),
    credit: figure?.querySelector("figcaption .credit")?.textContent?.trim() ?? "",
    title: img.getAttribute("title"),
  };
}

const size = (img: Element, side: "width" | "height"): number | null => Number.parseInt(img.getAttribute(side) ?? "", 10) || null;

/** The words of a caption without the credit, which is an attribute. */
function caption(figure: globalThis.Node, schema: Schema): Fragment {
  const found = figure instanceof Element || "querySelector" in figure ? (figure as Element).querySelector("figcaption") : null;
  const words = found?.cloneNode(true) as Element | undefined;
  words?.querySelector(".credit")?.remove();
  for (const block of words?.querySelectorAll("p, div") ?? []) block.replaceWith(...block.childNodes);
  const content = Reader.fromSchema(schema).parse(words ?? figure.ownerDocument!.createElement("p"), { topNode: schema.nodes["paragraph"]!.create() }).content;
  return inline(content);
}

function inline(content: Fragment): Fragment {
  const ends: Kind[] = [];
  content.forEach((child) => { if (child.isInline) ends.push(child); });
  return (content.constructor as typeof Fragment).from(ends);
}
