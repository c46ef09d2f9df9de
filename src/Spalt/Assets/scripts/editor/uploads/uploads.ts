import { Extension, type Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { freshId } from "../elements";
import { NotTaken, send, type Taken } from "./sending";
import { UploadRow } from "./upload-row";

interface Upload {
  readonly id: string;
  readonly file: File;
  /** Addresses of those chosen together for a gallery, as they arrive; null for pictures that stand alone. */
  readonly gallery: Set<string> | null;
  readonly row: UploadRow;
  cancel: AbortController;
}

interface Place { readonly upload: Upload; readonly at: number }

/** Uploads and where their pictures will stand, in the order in which they were chosen. */
type Places = readonly Place[];
type Change = { readonly add: Places } | { readonly remove: string } | { readonly placed: string };

const key = new PluginKey<Places>("uploads");

/** Keeps a place in the text for every picture that is on its way, however the text changes meanwhile. */
export const Uploads = Extension.create<{ address: string }>({
  name: "uploads",
  addOptions: () => ({ address: "" }),
  addProseMirrorPlugins: () => [new Plugin<Places>({
    key,
    state: { init: () => [], apply: (tr, places) => follow(tr, places) },
    props: {
      decorations: (state) => DecorationSet.create(state.doc, placesIn(state).map(({ upload, at }, index) =>
        Decoration.widget(at, upload.row.dom, { key: upload.id, side: index + 1, stopEvent: () => true, ignoreSelection: true }))),
    },
  })],
});

/** How many pictures are not here yet. */
export const uploading = (editor: Editor): number => placesIn(editor.state).length;

const placesIn = (state: EditorState): Places => key.getState(state) ?? [];

/** A picture that found its place goes behind those chosen before it and before those chosen after it. */
function follow(tr: Transaction, places: Places): Places {
  const change = tr.getMeta(key) as Change | undefined;
  if (places.length === 0 && !change) return places;
  const turn = change && "placed" in change ? places.findIndex((p) => p.upload.id === change.placed) : -1;
  const moved = tr.docChanged ? places.map((p, index) => ({ ...p, at: tr.mapping.map(p.at, index < turn ? -1 : 1) })) : places;
  if (!change) return moved;
  if ("add" in change) return [...moved, ...change.add];
  const gone = "remove" in change ? change.remove : change.placed;
  return moved.filter((p) => p.upload.id !== gone);
}

/** Takes pictures in where the caret is (or at `near`): true, so that it can end a handler. */
export function addPictures(editor: Editor, files: readonly File[], near?: number, inGallery = false): boolean {
  const at = between(editor.state, near ?? editor.state.selection.to);
  const gallery = inGallery ? new Set<string>() : null;
  const places = files.map((file) => {
    const upload: Upload = {
      id: freshId("upload"), file, gallery, cancel: new AbortController(),
      row: new UploadRow(file.name, () => stop(editor, upload), () => { upload.cancel = new AbortController(); void run(editor, [upload]); }),
    };
    return { upload, at };
  });
  editor.view.dispatch(editor.state.tr.setMeta(key, { add: places } satisfies Change));
  void run(editor, places.map((p) => p.upload));
  return true;
}

/** Two at a time: one is on the line while the server looks at the other. Those of a gallery come in their order, one after the other. */
async function run(editor: Editor, uploads: readonly Upload[]): Promise<void> {
  const waiting = [...uploads];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await take(editor, next);
  };
  await Promise.all(uploads.some((upload) => upload.gallery) ? [work()] : [work(), work()]);
}

async function take(editor: Editor, upload: Upload): Promise<void> {
  const { address } = editor.extensionManager.extensions.find((e) => e.name === "uploads")!.options as { address: string };
  if (upload.cancel.signal.aborted) return;
  upload.row.progress(0);
  try {
    const taken = await send(address, upload.file, (part) => upload.row.progress(part), upload.cancel.signal);
    place(editor, upload, taken);
  } catch (why) {
    // What is wrong with one picture is told, and keeps none of the others from coming.
    if (!(why instanceof NotTaken)) reportError(why);
    if (!upload.cancel.signal.aborted) upload.row.fail(why instanceof NotTaken ? why.detail : "", why instanceof NotTaken ? why.again : true);
  }
}

function stop(editor: Editor, upload: Upload): void {
  upload.cancel.abort();
  editor.view.dispatch(editor.state.tr.setMeta(key, { remove: upload.id } satisfies Change));
  editor.commands.focus();
}

function place(editor: Editor, upload: Upload, { url, width, height, alt, credit }: Taken): void {
  const { state } = editor;
  const at = placesIn(state).find((p) => p.upload.id === upload.id)?.at;
  if (at === undefined) return;
  const { picture, gallery } = state.schema.nodes;
  const made = picture!.create({ src: url, width: width || null, height: height || null, alt, credit });
  const tr = state.tr.setMeta(key, { placed: upload.id } satisfies Change);
  const { nodeBefore: before, nodeAfter: after } = state.doc.resolve(at);
  const isMate = (node: Node | null): boolean =>
    node !== null && (node.type === picture ? upload.gallery?.has(String(node.attrs["src"])) === true : node.type === gallery && isMate(node.firstChild));
  if (isMate(before)) tr.replaceWith(at - before!.nodeSize, at, gallery!.create(null, [...pictures(before!), made]));
  else if (isMate(after)) tr.replaceWith(at, at + after!.nodeSize, gallery!.create(null, [made, ...pictures(after!)]));
  // First in and then out: places of those that are still on their way stay before it.
  else if (before?.type.name === "paragraph" && before.content.size === 0) tr.insert(at, made).delete(at - before.nodeSize, at);
  else tr.insert(at, made);
  upload.gallery?.add(url);
  editor.view.dispatch(tr);
}

const pictures = (node: Node): readonly Node[] => node.type.name === "gallery" ? node.children : [node];

/** Between two blocks of the post, after the one in which `near` is. */
function between(state: EditorState, near: number): number {
  const $near = state.doc.resolve(Math.min(near, state.doc.content.size));
  if ($near.depth > 0 && $near.node(1).type.name === "footnotes") return $near.before(1);
  return $near.depth === 0 ? near : $near.after(1);
}
