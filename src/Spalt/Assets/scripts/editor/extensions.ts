import type { Extensions } from "@tiptap/core";
import Blockquote from "@tiptap/extension-blockquote";
import Code from "@tiptap/extension-code";
import Heading from "@tiptap/extension-heading";
import StarterKit from "@tiptap/starter-kit";
import { Emphasis, foundPhrases, Strong, Struck } from "./schema/phrases";
import { FactBox, PullQuote, QuoteSource } from "./schema/asides";
import { Embed, Gallery, Picture } from "./schema/figures";
import { Footnote, FootnoteMark, Footnotes } from "./schema/footnotes";
import { tables } from "./schema/tables";
import { Anchor, Listing, Post, Subscript, Superscript } from "./schema/text";
import { Tidying } from "./schema/tidying";
import { Verbatim } from "./schema/verbatim";

/** The document of a post: exactly what the stored form knows, and nothing else. */
export const extensions: Extensions = [
  StarterKit.configure({ document: false, heading: false, blockquote: false, bold: false, italic: false, strike: false, code: false, codeBlock: false, link: false, underline: false, trailingNode: false }),
  Post,
  Heading.extend({
    // The headline is the page's first heading. There are tools for the second to the fourth; what came in deeper stays so.
    parseHTML: () => [["h1", 2], ["h2", 2], ["h3", 3], ["h4", 4], ["h5", 5], ["h6", 6]].map(([tag, level]) => ({ tag: String(tag), attrs: { level } })),
  }).configure({ levels: [2, 3, 4, 5, 6] }),
  Blockquote.extend({ content: "block+ quoteSource?", addAttributes: () => ({ cite: { default: null } }) }),
  QuoteSource,
  Strong,
  Emphasis,
  Struck,
  Code.extend({ excludes: "" }),
  Listing,
  Anchor.configure({ openOnClick: false, defaultProtocol: "https" }),
  Subscript,
  Superscript,
  ...foundPhrases,
  PullQuote,
  FactBox,
  ...tables,
  Picture,
  Gallery,
  Embed,
  FootnoteMark,
  Footnotes,
  Footnote,
  Verbatim,
  Tidying,
];
