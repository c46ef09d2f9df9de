/** Elements of a line: how they lie in each other says nothing. */
export const inline: ReadonlySet<string> = new Set("a b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small strong sub sup time u var abbr".split(" "));

/**
 * Whether two texts in the stored form say the same. What the editor may write in its own way does not count: the order of what lies in
 * each other in a line, whether an item's only paragraph has tags, which rows are a table's head, a picture's place in its paragraph.
 */
export const alike = (one: string, other: string): boolean => one === other || said(one) === said(other);

function said(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const back of body.querySelectorAll("a.footnote-back")) back.remove();
  for (const img of body.querySelectorAll("p > img")) liftPicture(img);
  for (const img of body.querySelectorAll(":scope > img")) img.replaceWith(framed(img));
  const parts: string[] = [];
  let runs: { readonly marks: string; text: string }[] = [];
  const line = (text: string, now: readonly string[]): void => {
    const [last, marks] = [runs.at(-1), now.join()];
    if (last?.marks === marks) last.text += text;
    else runs.push({ marks, text });
  };
  const block = (tag: string): void => {
    // What is white at a line's end is lost wherever it is read.
    for (let last = runs.at(-1); last; last = runs.at(-1)) {
      last.text = last.text.replace(/[ \n]+$/, "");
      if (last.text !== "") break;
      runs.pop();
    }
    parts.push(...runs.map(({ marks, text }) => `|${marks}|${text}`), tag);
    runs = [];
  };
  const tell = (node: Node, now: readonly string[]): void => {
    if (node.nodeType === 3) {
      const text = runs.length > 0 ? node.nodeValue! : node.nodeValue!.replace(/^[ \n]+/, "");
      if (text !== "") line(node.parentElement?.closest("pre") ? node.nodeValue! : text.replace(/[ \n]+/g, " "), now);
      return;
    }
    if (!isElement(node)) return;
    const tag = node.localName;
    if (node.matches("sup.footnote-ref:has(a[href])")) return line(`[${node.querySelector("a")!.getAttribute("href")}]`, now);
    if (tag === "br") return line("\n", now);
    if (tag === "img") return block(`${tagOf(node)}${now.join()}`);
    if (isTransparent(node)) return node.childNodes.forEach((child) => tell(child, now));
    if (inline.has(tag) && !node.matches("small.credit")) {
      const mark = tagOf(node);
      return node.childNodes.forEach((child) => tell(child, now.includes(mark) ? now : [...now, mark].sort()));
    }
    // What is empty is not stored.
    if ((tag === "figcaption" || tag === "p") && !node.hasChildNodes()) return;
    // Of an item or cell with several paragraphs the borders count, of one with a single paragraph nothing does.
    if (tag === "p" && node.parentElement!.matches("li, td, th")) {
      if (node.previousSibling && (!isElement(node.previousSibling) || node.previousSibling.matches("p"))) block("¶");
      else block("");
      node.childNodes.forEach((child) => tell(child, now));
      return block("");
    }
    block(tagOf(node));
    node.childNodes.forEach((child) => tell(child, []));
    block(`</${tag}>`);
  };
  body.childNodes.forEach((child) => tell(child, []));
  block("");
  return parts.join("");
}

const isElement = (node: Node): node is Element => node.nodeType === 1;

const isTransparent = (element: Element): boolean =>
  element.matches("thead, tbody, tfoot, pre > code:only-child") || (element.localName === "span" && element.attributes.length === 0);

function tagOf(element: Element): string {
  const said = [...element.attributes].filter(({ name, value }) => !(name === "rel" && value === "noopener") && !(name === "id" && value.startsWith("fn")));
  return `<${element.localName}${said.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort().join("")}>`;
}

/** A picture in a paragraph of words gets a place of its own between them. */
function liftPicture(img: Element): void {
  const line = img.parentElement!;
  const before = line.cloneNode(false) as Element;
  while (line.firstChild !== img) before.append(line.firstChild!);
  line.before(before, framed(img));
  for (const half of [before, line]) if (half.textContent!.trim() === "" && !half.querySelector("img")) half.remove();
}

function framed(img: Element): Element {
  const figure = img.ownerDocument.createElement("figure");
  figure.append(img.cloneNode());
  img.remove();
  return figure;
}
