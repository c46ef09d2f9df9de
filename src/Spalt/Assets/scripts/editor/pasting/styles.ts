/** Programs that write style where HTML has words for it: the words, and then no style at all. */
export function sayStylesInTags(root: Element): void {
  for (const span of [...root.querySelectorAll<HTMLElement>("span[data-style], font[data-style], b[data-style], i[data-style], u[data-style]")].reverse()) {
    const style = span.getAttribute("data-style")!.toLowerCase();
    const tags = span.closest("h1, h2, h3, h4, h5, h6") ? [] : [
      ...(/(?<![-\w])font-weight\s*:\s*(?:bold|bolder|[6-9]00)/.test(style) ? ["strong"] : []),
      ...(/(?<![-\w])font-style\s*:\s*(?:italic|oblique)/.test(style) ? ["em"] : []),
    ];
    if (/text-decoration[^;]*:[^;]*line-through/.test(style)) tags.push("s");
    const raised = /vertical-align\s*:\s*(super|sub)\b/.exec(style)?.[1];
    if (raised && !span.querySelector("sup, sub")) tags.push(raised === "super" ? "sup" : "sub");
    // Google Docs puts all it copies into <b style="font-weight:normal">.
    const isNot = (span.localName === "b" && /(?<![-\w])font-weight\s*:\s*(?:normal|400)/.test(style)) || (span.localName === "i" && /(?<![-\w])font-style\s*:\s*normal/.test(style));
    if (span.localName !== "b" && span.localName !== "i" || isNot) tags.reduce<Element>((inside, tag) => wrap(inside, tag), span);
    if (isNot) span.replaceWith(...span.childNodes);
  }
  for (const mere of root.querySelectorAll("span, font, u, center, big, tt, ins, abbr, time, label")) mere.replaceWith(...mere.childNodes);
  root.normalize();
}

function wrap(element: Element, tag: string): Element {
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  element.append(made);
  return made;
}

const blocks = "address, article, aside, blockquote, center, div, dl, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, main, ol, p, pre, section, table, ul";

/** Words that stand loose between blocks are paragraphs. */
export function wrapLoose(root: Element): void {
  for (const holder of [root, ...root.querySelectorAll("article, div, header, main, section")]) {
    if (!holder.querySelector(`:scope > :is(${blocks})`) && holder !== root) continue;
    let paragraph: Element | null = null;
    for (const child of [...holder.childNodes]) {
      if (child instanceof Element && (child.matches(blocks) || child.querySelector(blocks))) {
        paragraph = null;
        continue;
      }
      if (!paragraph) child.before(paragraph = root.ownerDocument.createElement("p"));
      paragraph.append(child);
    }
  }
}

/** Two line breaks in a paragraph were meant as a new paragraph; one at its edge as nothing. */
export function splitAtDoubleBreaks(root: Element): void {
  for (const paragraph of root.querySelectorAll("p")) {
    const parts: Node[][] = [[]];
    let breaks: Node[] = [];
    for (const child of [...paragraph.childNodes]) {
      if (child instanceof Element && child.localName === "br") breaks.push(child);
      else if (child.textContent?.trim() || breaks.length === 0) {
        if (breaks.length > 1 && parts.at(-1)!.length > 0) parts.push([]);
        else if (parts.at(-1)!.length > 0) parts.at(-1)!.push(...breaks);
        parts.at(-1)!.push(child);
        breaks = [];
      }
    }
    paragraph.replaceWith(...parts.map((part) => {
      const made = root.ownerDocument.createElement("p");
      made.append(...part);
      return made;
    }));
  }
}

/** `<ul><li>…</li><ul>…` as Google Docs writes it: a list below an item belongs into it. */
export function mendNestedLists(root: Element): void {
  for (const list of root.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const before = list.previousElementSibling;
    if (before?.localName === "li") before.append(list);
  }
}
