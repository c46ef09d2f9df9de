/** Word marks its lists by style alone: `mso-list:l0 level2 lfo1`, and writes the bullet or number as text. */
export function mendWordLists(root: Element): void {
  for (const first of root.querySelectorAll<HTMLElement>("p[data-style*='mso-list' i]")) {
    if (!root.contains(first) || !isItem(first)) continue; // It went into a list with the item before it.
    const items: HTMLElement[] = [];
    for (let next: Element | null = first; next && isItem(next); next = next.nextElementSibling) items.push(next as HTMLElement);
    const list = nest(items.map(itemOf));
    first.before(list);
    for (const item of items) item.remove();
  }
}

interface Item { readonly level: number; readonly ordered: boolean; readonly start: number; readonly words: Element }

const isItem = (node: Element | null): boolean => node?.localName === "p" && /mso-list:\s*(?!none|skip)\S/i.test(node.getAttribute("data-style") ?? "");

function itemOf(paragraph: HTMLElement): Item {
  const level = Number(/level(\d+)/i.exec(paragraph.getAttribute("data-style") ?? "")?.[1] ?? 1);
  const signs = [...paragraph.querySelectorAll<HTMLElement>("[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]")];
  const sign = signs.map((s) => s.textContent).join("").trim();
  for (const s of signs) s.remove();
  const counted = /^\(?(\d+|[a-z]{1,4})[.)]/i.exec(sign);
  return { level, ordered: counted !== null, start: Number(counted?.[1]) || 1, words: paragraph };
}

function nest(items: readonly Item[]): Element {
  const doc = items[0]!.words.ownerDocument;
  const open: { list: Element; level: number }[] = [];
  let outer: Element | null = null;
  for (const { level, ordered, start, words } of items) {
    while (open.length > 1 && open.at(-1)!.level > level) open.pop();
    let top = open.at(-1);
    if (!top || top.level < level) {
      const list = doc.createElement(ordered ? "ol" : "ul");
      if (ordered && start > 1) list.setAttribute("start", String(start));
      (top?.list.lastElementChild ?? top?.list)?.append(list);
      outer ??= list;
      open.push(top = { list, level });
    }
    const item = doc.createElement("li");
    item.append(...words.childNodes);
    top.list.append(item);
  }
  return outer!;
}

/** Word's footnotes as ours: the mark in the text, and the notes by number. */
export function takeWordFootnotes(root: Element, next: () => number): Map<number, Element> {
  const notes = new Map<number, Element>();
  for (const note of root.querySelectorAll<HTMLElement>("div[data-style*='mso-element:footnote' i][id]")) {
    const called = root.querySelector(`a[href="#_${note.id}"]`);
    for (const back of note.querySelectorAll("a[href^='#_ftnref'], a[href^='#_ednref']")) back.remove();
    if (!called) continue;
    const number = next();
    replaceByMark(called, number);
    notes.set(number, note);
    note.remove();
  }
  for (const rest of root.querySelectorAll("div[data-style*='mso-element:footnote-list' i]")) rest.remove();
  return notes;
}

/** `<sup class="footnote-ref">` in place of what calls a note. */
export function replaceByMark(called: Element, number: number): void {
  const mark = called.ownerDocument.createElement("sup");
  mark.className = "footnote-ref";
  const link = called.ownerDocument.createElement("a");
  link.setAttribute("href", `#fn${number}`);
  link.textContent = String(number);
  mark.append(link);
  (called.closest("sup") ?? called).replaceWith(mark);
}
