import { Mark } from "@tiptap/core";
import Bold from "@tiptap/extension-bold";
import Italic from "@tiptap/extension-italic";
import Strike from "@tiptap/extension-strike";

/** What the stored form knows of a phrase besides. There is no tool for these: they came in from elsewhere and stay what they are. */
const phrases: Readonly<Record<string, readonly string[]>> = {
  u: [], small: [], mark: [], ins: ["datetime"], del: ["datetime"], q: ["cite"], cite: [], abbr: ["title"], dfn: ["title"],
  kbd: [], samp: [], var: [], time: ["datetime"], bdi: ["dir"], bdo: ["dir"],
};

export const foundPhrases = Object.entries(phrases).map(([tag, attributes]) => Mark.create({
  name: tag,
  excludes: "",
  addAttributes: () => Object.fromEntries(attributes.map((name) => [name, { default: null }])),
  // A credit and a quotation's source are read as what they are, before this.
  parseHTML: () => [{ tag, priority: 40 }],
  renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
}));

/** Which of two tags for the same look it was: nobody's text changes for being opened. */
const tagged = (usual: string, other: string) => ({
  addAttributes: () => ({ tag: { default: usual, rendered: false, parseHTML: (from: HTMLElement) => from.localName === other ? other : usual } }),
  renderHTML: ({ mark }: { mark: { attrs: Record<string, unknown> } }) => [String(mark.attrs["tag"]), 0] as never,
});

export const Strong = Bold.extend(tagged("strong", "b"));
export const Emphasis = Italic.extend(tagged("em", "i"));
export const Struck = Strike.extend({ parseHTML: () => [{ tag: "s" }, { tag: "strike" }] });
