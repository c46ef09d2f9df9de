/** Programs that write style where HTML has words for it: the words, and then no style at all. */
export function sayStylesInTags(root: Element): void {
  for (const span of [...root.querySelectorAll<HTMLElement>("span[style], font[style], b[style], i[style], u[style]")].reverse()) {
    const style = span.getAttribute("style")!.toLowerCase();
    const tags = span.closest("h1, h2, h3, h4, h5, h6") ? [] : [
      ...(/font-weight\s*:\s*(?:bold|bolder|[6-9]00)/.test(style) ? ["strong"] : []),
      ...(/font-style\s*:\s*(?:italic|oblique)/.test(style) ? ["em"] : []),
    ];
    if (/text-decoration[^;]*:[^;]*line-through/.test(style)) tags.push("s");
    const raised = /vertical-align\s*:\s*(super|sub)\b/.exec(style)?.[1];
    if (raised && !span.querySelector("sup, sub")) tags.push(raised === "super" ? "sup" : "sub");
    // Google Docs puts all it copies into <b style="font-weight:normal">.
    const isNot = (span.localName === "b" && /font-weight\s*:\s*(?:normal|400)/.test(style)) || (span.localName === "i" && /font-style\s*:\s*normal/.test(style));
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

/** Two line breaks in a paragraph were meant as a new paragraph. */
export function splitAtDoubleBreaks(root: Element): void {
  for (const paragraph of root.querySelectorAll("p")) {
    let current: Element | null = null;
    let breaks: Element[] = [];
    const parts: Element[] = [];
    for (const child of [...paragraph.childNodes]) {
      const isBreak = child instanceof Element ? child.localName === "br" : (child as Element).localName === "br";
      if (isBreak) { breaks.push(child as Element); continue; }
      if (breaks.length > 0 && !child.textContent?.trim() && (child as Element).localName === undefined) continue;
      if (!current || breaks.length > 1) parts.push(current = paragraph.ownerDocument.createElement("p"));
      else current.append(...breaks);
      breaks = [];
      current.append(child);
    }
    if (parts.length > 1) paragraph.replaceWith(...parts);
  }
}

/** `<ul><li>…</li><ul>…` as Google Docs writes it: a list below an item belongs into it. */
export function mendNestedLists(root: Element): void {
  for (const list of root.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const before = list.previousElementSibling;
    if (before?.localName === "li") before.append(list);
  }
}
