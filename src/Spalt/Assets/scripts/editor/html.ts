import { DOMSerializer, type Node } from "@tiptap/pm/model";

/** Nothing in it loads or runs. */
const inert = document.implementation.createHTMLDocument();
const written = new WeakMap<Node, string>();

/**
 * The stored form of a document. Blocks that did not change since they were written last are not written again: a key
 * in a long post costs one paragraph.
 */
export function write(doc: Node): string {
  const blocks: string[] = [];
  let notes = "";
  doc.forEach((block) => {
    const html = writeBlock(block);
    if (block.type.name === "footnotes") notes = html;
    else blocks.push(html);
  });
  while (blocks.at(-1) === "<p></p>") blocks.pop();
  return blocks.join("\n") + (notes && `\n${notes}`);
}

export function writeBlock(block: Node): string {
  let html = written.get(block);
  if (html === undefined) written.set(block, html = one(block));
  return html;
}

function one(block: Node): string {
  if (block.type.name === "verbatim") return String(block.attrs["html"]);
  const box = inert.createElement("div");
  const untouched: string[] = [];
  const { nodes, marks } = DOMSerializer.fromSchema(block.type.schema);
  const keep = (node: Node): Element => {
    const place = inert.createElement("slot");
    place.id = String(untouched.push(String(node.attrs["html"])) - 1);
    return place;
  };
  box.append(new DOMSerializer({ ...nodes, verbatim: keep }, marks).serializeNode(block, { document: inert }));
  for (const figcaption of box.querySelectorAll("figure:not(.embed) > figcaption")) joinCaption(figcaption);
  for (const figcaption of box.querySelectorAll("figcaption")) if (!figcaption.hasChildNodes()) figcaption.remove();
  for (const item of box.querySelectorAll("li:not([id])")) if (isTight(item)) unwrap(item.firstElementChild!);
  for (const blank of box.querySelectorAll("li > p:empty:first-child:not(:last-child)")) blank.remove();
  for (const cell of box.querySelectorAll("td, th")) if (cell.children.length === 1 && cell.firstElementChild!.matches("p")) unwrap(cell.firstElementChild!);
  for (const table of box.querySelectorAll("table")) liftHead(table);
  for (const note of box.querySelectorAll("section.footnotes > ol > li")) addWayBack(note);
  return untouched.reduce((html, was, at) => html.replace(`<slot id="${at}"></slot>`, () => was), box.innerHTML);
}

/** The view has the words and the credit in elements of their own; stored they are one line: "Caption <small>Foto: Namn</small>". */
function joinCaption(figcaption: Element): void {
  const [words, credit] = [figcaption.querySelector("span")!, figcaption.querySelector(".credit")];
  const said = [...words.childNodes];
  figcaption.replaceChildren(...said, ...(credit ? [...(said.length > 0 ? [" "] : []), credit] : []));
}

/** "<li>Words</li>", not "<li><p>Words</p></li>", where an item is one paragraph and perhaps lists below it. */
const isTight = (item: Element): boolean =>
  item.firstElementChild?.matches("p") === true && [...item.children].slice(1).every((child) => child.matches("ul, ol"));

const unwrap = (paragraph: Element): void => paragraph.replaceWith(...paragraph.childNodes);

/** Rows at the top that hold nothing but headings are the table's head. */
function liftHead(table: Element): void {
  const body = table.querySelector(":scope > tbody")!;
  const rows = [...body.children];
  const first = rows.findIndex((row) => [...row.children].some((cell) => cell.localName === "td"));
  const head = rows.slice(0, first < 0 ? 1 : first);
  if (head.length === 0 || head.some((row) => [...row.children].some((cell) => Number(cell.getAttribute("rowspan") ?? 1) > 1))) return;
  const made = inert.createElement("thead");
  made.append(...head);
  body.before(made);
  if (!body.hasChildNodes()) body.remove();
}

function addWayBack(note: Element): void {
  const back = inert.createElement("a");
  back.setAttribute("href", `#fnref${note.id.slice(2)}`);
  back.className = "footnote-back";
  back.textContent = "↩";
  const last = note.lastElementChild!;
  if (last.localName === "p") last.append(...(last.hasChildNodes() ? [" ", back] : [back]));
  else note.append(back);
}
