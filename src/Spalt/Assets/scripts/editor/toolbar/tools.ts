import type { Editor } from "@tiptap/core";
import { addPictures } from "../uploads/uploads";
import { askForLink, askForTable } from "./asking";

/** One button. `key` of the words is `Tool.{name}`; `keys` is what is pressed for it (aria-keyshortcuts, and said in its title). */
export interface Tool {
  readonly name: string;
  readonly keys?: string;
  readonly act: (editor: Editor) => void;
  readonly isOn?: (editor: Editor) => boolean;
  readonly can?: (editor: Editor) => boolean;
  /** Only while this holds. */
  readonly when?: (editor: Editor) => boolean;
}

const toggle = (name: string, keys: string, mark: string): Tool => ({
  name, keys, act: (editor) => editor.chain().focus().toggleMark(mark).run(), isOn: (editor) => editor.isActive(mark), can: (editor) => editor.can().toggleMark(mark),
});

const heading = (level: 2 | 3 | 4): Tool => ({
  name: `heading${level}`, keys: `Mod+Alt+${level}`, act: (editor) => editor.chain().focus().toggleHeading({ level }).run(), isOn: (editor) => editor.isActive("heading", { level }),
});

/** Wraps what is selected, and takes the wrapping off again. */
const wrap = (name: string): Tool => ({ name, act: (editor) => editor.chain().focus().toggleWrap(name).run(), isOn: (editor) => editor.isActive(name), can: (editor) => editor.can().toggleWrap(name) });

const inTable = (name: string, act: (editor: Editor) => void): Tool => ({ name, act, when: (editor) => editor.isActive("table") });

export const tools = (find: () => void): readonly (readonly Tool[])[] => [
  [
    { name: "undo", keys: "Mod+Z", act: (editor) => editor.chain().focus().undo().run(), can: (editor) => editor.can().undo() },
    { name: "redo", keys: "Mod+Shift+Z", act: (editor) => editor.chain().focus().redo().run(), can: (editor) => editor.can().redo() },
  ],
  [heading(2), heading(3), heading(4)],
  [
    toggle("bold", "Mod+B", "bold"), toggle("italic", "Mod+I", "italic"),
    { name: "link", keys: "Mod+K", act: (editor) => void askForLink(editor), isOn: (editor) => editor.isActive("link") },
    toggle("strike", "Mod+Shift+S", "strike"),
  ],
  [
    { name: "bulletList", keys: "Mod+Shift+8", act: (editor) => editor.chain().focus().toggleBulletList().run(), isOn: (editor) => editor.isActive("bulletList") },
    { name: "orderedList", keys: "Mod+Shift+7", act: (editor) => editor.chain().focus().toggleOrderedList().run(), isOn: (editor) => editor.isActive("orderedList") },
    { name: "quote", keys: "Mod+Shift+B", act: (editor) => editor.chain().focus().toggleBlockquote().run(), isOn: (editor) => editor.isActive("blockquote") },
  ],
  [{ name: "quoteSource", act: (editor) => editor.chain().focus().nameQuoteSource().run(), when: (editor) => editor.isActive("blockquote") }],
  [
    { name: "picture", act: (editor) => pick(editor, { multiple: true }) },
    { name: "camera", act: (editor) => pick(editor, { capture: true }), when: () => matchMedia("(pointer: coarse)").matches },
    { name: "gallery", act: (editor) => pick(editor, { multiple: true, gallery: true }) },
  ],
  [
    wrap("pullQuote"), wrap("factBox"),
    { name: "footnote", keys: "Mod+Alt+F", act: (editor) => editor.chain().focus().addFootnote().run() },
    { name: "table", act: (editor) => void askForTable(editor), when: (editor) => !editor.isActive("table") },
    { name: "divider", act: (editor) => editor.chain().focus().setHorizontalRule().run() },
  ],
  [
    inTable("rowAdd", (editor) => editor.chain().focus().addRowAfter().run()), inTable("rowRemove", (editor) => editor.chain().focus().deleteRow().run()),
    inTable("columnAdd", (editor) => editor.chain().focus().addColumnAfter().run()), inTable("columnRemove", (editor) => editor.chain().focus().deleteColumn().run()),
    inTable("headRow", (editor) => editor.chain().focus().toggleHeaderRow().run()), inTable("tableRemove", (editor) => editor.chain().focus().deleteTable().run()),
  ],
  [
    toggle("code", "Mod+E", "code"),
    { name: "codeBlock", keys: "Mod+Alt+C", act: (editor) => editor.chain().focus().toggleCodeBlock().run(), isOn: (editor) => editor.isActive("codeBlock") },
    toggle("superscript", "Mod+.", "superscript"), toggle("subscript", "Mod+,", "subscript"),
    { name: "find", keys: "Mod+F", act: find },
  ],
];

/** Lets the person choose pictures, or take one with the telephone's camera. */
function pick(editor: Editor, how: { readonly multiple?: boolean; readonly capture?: boolean; readonly gallery?: boolean }): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/*,.heic,.heif";
  input.multiple = how.multiple ?? false;
  if (how.capture) input.setAttribute("capture", "environment");
  input.hidden = true;
  input.addEventListener("change", () => {
    addPictures(editor, [...input.files ?? []], undefined, how.gallery ?? false);
    input.remove();
    editor.commands.focus();
  });
  input.addEventListener("cancel", () => input.remove());
  document.body.append(input);
  input.click();
}
