import { DOMParser as Reader, type Node, type NodeType, type Schema } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { writeBlock } from "./html";
import { alike, inline } from "./likeness";
import { numberOf } from "./schema/footnotes";
import { tidied } from "./schema/tidying";

/**
 * A document from the stored form. Each block is read by itself and written again: one that would not come back as it was stands
 * verbatim, so that to open a post costs none of it.
 */
export function read(html: string, schema: Schema): Node {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  wrapLoose(body);
  const blocks: Node[] = [];
  const sections: Element[] = [];
  for (const part of body.children) {
    if (part.matches("section.footnotes")) sections.push(part);
    else blocks.push(...blocksOf(part, schema));
  }

  const { doc, paragraph, footnotes } = schema.nodes as Record<string, NodeType>;
  const notes = takeNotes(sections, called(blocks), schema);
  for (const section of sections) if (section.querySelector("li")) blocks.push(verbatim(section, schema));
  if (blocks.length === 0) blocks.push(paragraph!.create());
  return tidied(EditorState.create({ doc: doc!.create(null, notes.length > 0 ? [...blocks, footnotes!.create(null, notes)] : blocks) }));
}

function blocksOf(part: Element, schema: Schema): readonly Node[] {
  const box = part.ownerDocument.createElement("div");
  box.append(part.cloneNode(true));
  dropWaysBack(box);
  // An item begins with a paragraph here, if with an empty one.
  for (const item of box.querySelectorAll("li")) if (item.firstElementChild && item.firstChild === item.firstElementChild && isBlock(item.firstChild)) item.prepend(box.ownerDocument.createElement("p"));
  const all = Reader.fromSchema(schema).parse(box).children;
  // A picture that leaves its paragraph leaves nothing behind.
  const children = all.length > 1 ? all.filter((block) => block.type.name !== "paragraph" || block.content.size > 0) : all;
  return children.every((block) => block.type.isInGroup("block")) && alike(part.outerHTML, children.map(writeBlock).join("")) ? children : [verbatim(part, schema)];
}

const verbatim = (part: Element, schema: Schema): Node => schema.nodes["verbatim"]!.create({ html: part.outerHTML });

/** The notes that the text calls, taken out of their sections. What nobody calls stays there, without the numbers, which belong to the others. */
function takeNotes(sections: readonly Element[], numbers: ReadonlySet<number>, schema: Schema): readonly Node[] {
  const notes = new Map<number, Node>();
  for (const note of sections.flatMap((section) => [...section.querySelectorAll(":scope > ol > li")])) {
    const number = numberOf(note.id);
    note.removeAttribute("id");
    dropWaysBack(note);
    if (!numbers.has(number) || notes.has(number)) continue;
    notes.set(number, schema.nodes["footnote"]!.create({ number }, linesOf(note, schema)));
    const list = note.parentElement!;
    note.remove();
    if (list.childElementCount === 0) list.remove();
  }
  return [...notes.values()];
}

/** A note is paragraphs; what else came to stand in one stands there verbatim. */
function linesOf(note: Element, schema: Schema): readonly Node[] {
  const box = note.cloneNode(true) as Element;
  wrapLoose(box);
  const lines = [...box.children].flatMap((part) => {
    const blocks = blocksOf(part, schema);
    return blocks.every((block) => block.type.name === "paragraph") ? blocks : [verbatim(part, schema)];
  });
  return lines.length > 0 ? lines : [schema.nodes["paragraph"]!.create()];
}

const isBlock = (node: globalThis.Node): boolean => node.nodeType === 1 && node.nodeName !== "P" && !inline.has(node.nodeName.toLowerCase());

function called(blocks: readonly Node[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const block of blocks) block.descendants((node) => { if (node.type.name === "footnoteMark") numbers.add(Number(node.attrs["number"])); });
  return numbers;
}

function dropWaysBack(part: Element): void {
  for (const back of part.querySelectorAll("a.footnote-back")) back.remove();
}

/** What stands outside every block is a paragraph. */
function wrapLoose(parent: Element): void {
  let line: Element | null = null;
  for (const node of [...parent.childNodes]) {
    const isLine = node.nodeType === 3 ? line !== null || node.textContent!.trim() !== "" : inline.has(node.nodeName.toLowerCase());
    if (!isLine) {
      line = null;
      continue;
    }
    if (!line) {
      line = parent.ownerDocument.createElement("p");
      node.before(line);
    }
    line.append(node);
  }
}
