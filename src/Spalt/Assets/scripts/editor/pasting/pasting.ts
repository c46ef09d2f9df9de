import { Extension, type Editor } from "@tiptap/core";
import { DOMParser as Reader } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { arriving } from "../schema/tidying";
import { addPictures } from "../uploads/uploads";
import { clean } from "./clean";

/** An address and nothing else. */
const address = /^https?:\/\/[^\s<>"]+\.[^\s<>"]+$/i;

/** What is pasted or dropped: structure from other programs, pictures to upload, an address alone on a line as an embed. */
export const Pasting = Extension.create({
  name: "pasting",
  priority: 1100,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({
      props: {
        transformPastedHTML: (html) => html.includes("data-pm-slice") ? html : take(editor, html),
        handlePaste: (_, event) => {
          const files = pictures(event.clipboardData);
          // Word and others put a picture of the text beside the text.
          if (files.length > 0 && !event.clipboardData?.getData("text/html")) return addPictures(editor, files);
          const text = event.clipboardData?.getData("text/plain").trim() ?? "";
          return address.test(text) && embed(editor, text);
        },
        handleDrop: (view, event) => {
          const files = pictures(event.dataTransfer);
          if (files.length === 0) return false;
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
          return addPictures(editor, files, at);
        },
      },
    })];
  },
});

const pictures = (from: DataTransfer | null): File[] => [...from?.files ?? []].filter((file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name));

function take(editor: Editor, html: string): string {
  const pasted = clean(html);
  for (const [number, note] of pasted.notes) {
    const { body } = new DOMParser().parseFromString(note, "text/html");
    const footnote = editor.schema.nodes["footnote"]!;
    arriving.set(number, Reader.fromSchema(editor.schema).parse(body, { topNode: footnote.create() }).content);
  }
  if (pasted.pictures.length > 0) setTimeout(() => addPictures(editor, pasted.pictures));
  return pasted.html;
}

function embed(editor: Editor, href: string): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.depth !== 1 || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0) return false;
  const { tr, schema } = editor.state;
  const [start, end] = [$from.before(), $from.after()];
  tr.replaceWith(start, end, [schema.nodes["embed"]!.create({ href, text: href }), schema.nodes["paragraph"]!.create()]);
  editor.view.dispatch(tr);
  return editor.commands.setTextSelection(start + 3);
}
