import type { Editor } from "@tiptap/core";
import { ask } from "../dialogs";
import type { PictureFacts } from "../schema/figures";
import { say } from "../words";

/** Asks for alternative text (or that there be none) and who made the picture. */
export async function askAboutPicture(editor: Editor, where: () => number | undefined, facts: () => PictureFacts): Promise<void> {
  const { alt, credit } = facts();
  const said = await ask({
    title: say("Picture.Title"),
    fields: [
      { kind: "lines", name: "alt", label: say("Picture.AltLabel"), value: alt ?? "", help: say("Picture.AltHelp") },
      { kind: "tick", name: "decorative", label: say("Picture.DecorativeLabel"), value: alt === "" },
      { kind: "text", name: "credit", label: say("Picture.CreditLabel"), value: credit, help: say("Picture.CreditHelp") },
    ],
    remove: say("Picture.Remove"),
    follow: (form) => {
      form.querySelector<HTMLTextAreaElement>("[name=alt]")!.disabled = form.querySelector<HTMLInputElement>("[name=decorative]")!.checked;
    },
  });
  const at = where();
  if (said === null || at === undefined) return;
  const node = editor.state.doc.nodeAt(at);
  if (node?.type.name !== "picture") return;
  if (said === "removed") {
    editor.chain().focus().command(({ tr }) => { tr.delete(at, at + node.nodeSize); return true; }).run();
    return;
  }
  const words = said["decorative"] ? "" : said["alt"] || null;
  editor.chain().command(({ tr }) => {
    tr.setNodeMarkup(at, null, { ...node.attrs, alt: words, credit: said["credit"] ?? "" });
    return true;
  }).run();
}
