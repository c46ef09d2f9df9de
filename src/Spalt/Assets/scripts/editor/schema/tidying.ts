import { Extension } from "@tiptap/core";
import { Fragment, type Node, type Schema } from "@tiptap/pm/model";
import { Plugin, TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";

/** Notes that came in by a paste before the marks that call them have a place: number → paragraphs. */
export const arriving = new Map<number, Fragment>();

/**
 * Keeps what no content expression can say: footnotes are numbered in the order in which the text calls them, and a note
 * nobody calls is gone with its mark; a gallery of one is a picture; after a picture or table at the end one can write on.
 */
export const Tidying = Extension.create({
  name: "tidying",
  addProseMirrorPlugins: () => [new Plugin({
    appendTransaction: (transactions, _, state) => {
      if (!transactions.some((tr) => tr.docChanged)) return null;
      const tr = state.tr;
      dissolveGalleries(tr, state.doc);
      orderFootnotes(tr, state.schema);
      leaveRoom(tr, state.schema);
      const asked = transactions.find((t) => t.getMeta("footnote") !== undefined);
      if (asked) enterNote(tr, asked.getMeta("footnote") as number);
      return tr.docChanged || asked ? tr : null;
    },
  })],
});

/** The same for a document that was read from elsewhere, before anybody sees it. */
export function tidied(state: EditorState): Node {
  const tr = state.tr;
  dissolveGalleries(tr, state.doc);
  orderFootnotes(tr, state.schema);
  leaveRoom(tr, state.schema);
  return tr.doc;
}

function dissolveGalleries(tr: Transaction, doc: Node): void {
  doc.forEach((node, at) => {
    if (node.type.name === "gallery" && node.childCount === 1) {
      tr.replaceWith(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize), node.firstChild!);
    }
  });
}

function orderFootnotes(tr: Transaction, schema: Schema): void {
  const marks: { at: number; number: number }[] = [];
  const astray: number[] = [];
  const old = tr.doc.lastChild?.type.name === "footnotes" ? tr.doc.lastChild : null;
  const end = tr.doc.content.size - (old?.nodeSize ?? 0);
  tr.doc.descendants((node, at) => {
    if (node.type.name === "footnoteMark") {
      if (at < end) marks.push({ at, number: Number(node.attrs["number"]) });
      else astray.push(at);
    }
    return !node.isText;
  });
  if (marks.length === 0 && !old) return;

  // A note may not call a note.
  for (const at of astray.reverse()) tr.delete(at, at + 1);
  const section = old ? tr.doc.lastChild! : null;
  const notes = new Map<number, Node>();
  section?.forEach((note) => notes.set(Number(note.attrs["number"]), note));
  const { footnote, footnotes, paragraph } = schema.nodes as Record<string, Node["type"]>;
  const wanted = marks.map(({ number }, index) => {
    const content = notes.get(number)?.content ?? arriving.get(number) ?? Fragment.from(paragraph!.create());
    return footnote!.create({ number: index + 1 }, content);
  });
  marks.forEach(({ at, number }, index) => {
    if (number !== index + 1) tr.setNodeAttribute(at, "number", index + 1);
  });

  const after = Fragment.from(wanted);
  if (section?.content.eq(after)) return;
  const start = tr.doc.content.size - (section?.nodeSize ?? 0);
  tr.replaceWith(start, tr.doc.content.size, wanted.length > 0 ? footnotes!.create(null, after) : []);
}

function leaveRoom(tr: Transaction, schema: Schema): void {
  const { doc } = tr;
  const hasNotes = doc.lastChild?.type.name === "footnotes";
  const index = doc.childCount - (hasNotes ? 2 : 1);
  const last = index >= 0 ? doc.child(index) : null;
  if (last?.isTextblock && !["picture", "embed", "codeBlock"].includes(last.type.name)) return;
  tr.insert(doc.content.size - (hasNotes ? doc.lastChild!.nodeSize : 0), schema.nodes["paragraph"]!.create());
}

/** The mark that stands at `at` was just set: the caret goes to its note. */
function enterNote(tr: Transaction, at: number): void {
  const mark = tr.doc.nodeAt(at);
  const section = tr.doc.lastChild;
  if (mark?.type.name !== "footnoteMark" || section?.type.name !== "footnotes") return;
  const start = tr.doc.content.size - section.nodeSize;
  section.forEach((note, offset) => {
    if (note.attrs["number"] === mark.attrs["number"]) {
      tr.setSelection(TextSelection.near(tr.doc.resolve(start + 1 + offset + note.nodeSize - 1), -1)).scrollIntoView();
    }
  });
}
