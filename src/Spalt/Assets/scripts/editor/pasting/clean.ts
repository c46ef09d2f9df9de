import { sayStylesInTags, mendNestedLists, splitAtDoubleBreaks, wrapLoose } from "./styles";
import { mendWordLists, replaceByMark, takeWordFootnotes } from "./word";
import { embedFor, mendShortcodes, mendWordPress } from "./wordpress";

export interface Pasted {
  readonly html: string;
  /** Pictures that came along as bytes. Those are ours to upload. */
  readonly pictures: readonly File[];
  /** Footnotes by the number under which the text calls them. */
  readonly notes: ReadonlyMap<number, string>;
}

const kept: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "rel"], img: ["src", "alt", "width", "height"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan", "scope"], ol: ["start"],
};
const classes = new Set(["gallery", "pullquote", "factbox", "embed", "embed-link", "credit", "footnote-ref", "footnotes", "footnote-back"]);

/** Numbers of footnotes that arrive are far from those of the post; the post numbers them anew. */
let nextNote = 100_000;

/** What somebody copied out of Word, Google Docs, a web page or WordPress, as the structure they meant. */
export function clean(html: string): Pasted {
  const { body } = new DOMParser().parseFromString(mendShortcodes(disarm(html)), "text/html");
  dropMachinery(body);
  const notes = takeWordFootnotes(body, () => nextNote++);
  takeFootnotes(body, notes);
  mendWordLists(body);
  for (const title of body.querySelectorAll("p.MsoTitle")) retag(title, "h2");
  for (const heading of body.querySelectorAll("h1")) retag(heading, "h2");
  for (const heading of body.querySelectorAll("h5, h6")) retag(heading, "h4");
  mendWordPress(body);
  mendFrames(body);
  const pictures = mendPictures(body);
  for (const part of [body, ...notes.values()]) {
    sayStylesInTags(part);
    mendNestedLists(part);
    wrapLoose(part);
    splitAtDoubleBreaks(part);
    straightenLinks(part);
    plainPhrases(part);
    strip(part);
  }
  return { html: body.innerHTML, pictures, notes: new Map([...notes].map(([number, note]) => [number, note.innerHTML])) };
}

/** Style becomes data before it is parsed: the policy of the page would refuse each attribute, and say so each time. */
const disarm = (html: string): string => html
  .replace(/<!--\[if [^\]]*\]>.*?<!\[endif\]-->|<style\b.*?<\/style\s*>/gis, "")
  .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(?=(?:style|on[a-z]+)\s*=)/gi, " data-"));

function dropMachinery(body: Element): void {
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Comment[] = [];
  while (comments.nextNode()) found.push(comments.currentNode as Comment);
  for (const comment of found) comment.remove();
  for (const thing of body.querySelectorAll("style, script, noscript, meta, link, title, xml, template, svg, canvas, object, nav, button, select, [hidden], .screen-reader-text")) thing.remove();
  for (const thing of body.querySelectorAll("*")) if (thing.localName.includes(":")) thing.replaceWith(...(thing.localName === "o:p" ? thing.childNodes : []));
}

/** Footnotes of our own pages and of those written like them. */
function takeFootnotes(body: Element, notes: Map<number, Element>): void {
  for (const note of body.querySelectorAll("section.footnotes li[id]")) {
    const called = [...body.querySelectorAll("sup a[href]")].filter((a) => a.getAttribute("href")!.endsWith(`#${note.id}`));
    for (const back of note.querySelectorAll("a.footnote-back, a[href*='#fnref']")) back.remove();
    if (called.length === 0) continue;
    const number = nextNote++;
    for (const call of called) replaceByMark(call, number);
    notes.set(number, note);
  }
  for (const section of body.querySelectorAll("section.footnotes")) section.remove();
}

function mendFrames(body: Element): void {
  for (const frame of body.querySelectorAll("iframe[src], embed[src], video[src], audio[src], video:has(source[src])")) {
    const src = frame.getAttribute("src") ?? frame.querySelector("source")?.getAttribute("src") ?? "";
    const address = src.startsWith("//") ? `https:${src}` : src;
    const around = frame.closest("figure");
    const words = around?.querySelector("figcaption") ?? null;
    if (/^https?:\/\//i.test(address)) (around ?? frame).replaceWith(embedFor(body.ownerDocument, address, frame.getAttribute("title") ?? address, words));
    else frame.remove();
  }
}

/** Ours stay; bytes are taken out to be uploaded; what lies elsewhere is kept as its address, with caption and alternative text. */
function mendPictures(body: Element): File[] {
  const files: File[] = [];
  for (const img of body.querySelectorAll("img")) {
    const src = img.getAttribute("src") ?? "";
    const figure = img.closest("figure") ?? img;
    if (src.startsWith("data:image/")) {
      const file = fileOf(src, files.length + 1);
      if (file) files.push(file);
      figure.remove();
      continue;
    }
    const address = addressOf(src);
    const isSpeck = Number(img.getAttribute("width") ?? 9) < 4 || Number(img.getAttribute("height") ?? 9) < 4;
    if (address === null || isSpeck) img.remove();
    else if (address.startsWith("/")) img.setAttribute("src", address);
    else figure.replaceWith(embedFor(body.ownerDocument, address, img.getAttribute("alt")?.trim() || address, figure.querySelector("figcaption")));
  }
  return files;
}

/** A path for what lies here, an address for what lies elsewhere, null for what nobody can reach. */
function addressOf(src: string): string | null {
  try {
    const address = new URL(src, location.origin);
    if (address.origin === location.origin) return address.pathname.startsWith("/-/media/") ? address.pathname : null;
    return /^https?:$/.test(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

function fileOf(address: string, number: number): File | null {
  const [, type, bytes] = /^data:(image\/[\w.+-]+);base64,([\s\S]+)$/.exec(address) ?? [];
  if (!type || !bytes) return null;
  try {
    return new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], `${number}.${type.slice(6).replace("jpeg", "jpg")}`, { type });
  } catch {
    return null;
  }
}

function straightenLinks(part: Element): void {
  for (const link of part.querySelectorAll("a")) {
    const href = link.getAttribute("href") ?? "";
    const real = /^https:\/\/www\.google\.com\/url\?/.test(href) ? new URL(href).searchParams.get("q") : href;
    if (real && /^(?:https?:|mailto:|tel:|\/(?!\/)|#fn)/i.test(real)) link.setAttribute("href", real);
    else link.replaceWith(...link.childNodes);
  }
}

/** Tags for the same look become one, and a phrase for which there is no tool is only its words. */
function plainPhrases(part: Element): void {
  for (const [old, usual] of [["b", "strong"], ["i", "em"], ["del", "s"], ["strike", "s"]] as const) for (const found of part.querySelectorAll(old)) retag(found, usual);
  for (const found of part.querySelectorAll("u, small:not(.credit), mark, ins, q, cite, abbr, dfn, kbd, samp, var, time, bdi, bdo")) {
    if (!found.matches("blockquote cite")) found.replaceWith(...found.childNodes);
  }
}

function strip(part: Element): void {
  for (const thing of part.querySelectorAll("*")) {
    for (const { name } of [...thing.attributes]) if (name !== "class" && !kept[thing.localName]?.includes(name)) thing.removeAttribute(name);
    const own = [...thing.classList].filter((c) => classes.has(c));
    if (own.length > 0) thing.className = own.join(" ");
    else thing.removeAttribute("class");
  }
  // Word and Google Docs write a blank line as a paragraph.
  for (const blank of part.querySelectorAll("p, h2, h3, h4")) if (!blank.textContent?.trim() && !blank.querySelector("img, sup")) blank.remove();
}

function retag(old: Element, name: string): void {
  const made = old.ownerDocument.createElement(name);
  made.append(...old.childNodes);
  old.replaceWith(made);
}
