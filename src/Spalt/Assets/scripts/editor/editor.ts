import { Editor } from "@tiptap/core";
import { bars } from "./bars";
import { countWords } from "./counting";
import { element } from "./elements";
import { extensions } from "./extensions";
import { Matches } from "./finding/matches";
import { FindPanel } from "./finding/panel";
import { read } from "./reading";
import { Notes, placeNotes } from "./notes";
import { Pasting } from "./pasting/pasting";
import type { Page } from "./saving/draft";
import { askForLink } from "./toolbar/asking";
import { toolbar } from "./toolbar/toolbar";
import { Uploads } from "./uploads/uploads";
import { say } from "./words";
import { followWordless } from "./wordless";

/** Puts the editor in the place of the plain field. It can be written in once it is told so. */
export function openEditor(page: Page, field: HTMLTextAreaElement): { editor: Editor; frame: HTMLElement } {
  const label = field.labels?.[0];
  const text = element("div", { class: "editor-text" });
  const frame = element("div", { class: "editor" }, text);
  // The row of the field gives way as a whole, where nothing else stands in it.
  const row = field.closest("p");
  const gives = row && row.childElementCount <= 2 ? [row] : [label, field];
  (gives[0] ?? field).before(frame);
  for (const old of gives) if (old) old.hidden = true;
  field.required = false;

  const editor = new Editor({
    element: text,
    extensions: [...extensions, Uploads.configure({ address: page.pictures }), Pasting, Matches, Notes],
    editable: false,
    injectCSS: false,
    editorProps: {
      scrollThreshold: bars(frame),
      scrollMargin: bars(frame),
      attributes: {
        id: "editor-body", class: "body", role: "textbox", "aria-multiline": "true", "aria-label": label?.textContent?.trim() || say("Body"), "aria-keyshortcuts": "Alt+F10",
        lang: page.language, spellcheck: "true", "data-hint": say("Hint"), tabindex: "0",
      },
    },
  });

  const find = new FindPanel(editor);
  const count = element("p", { class: "editor-count furniture" });
  text.before(element("div", { class: "editor-tools" }, toolbar(editor, () => find.open()), find.dom));
  text.after(count);
  countWords(editor, count);
  placeNotes(editor);
  followWordless(editor);
  // What was wrong with the field is put right here.
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href='#body']")) link.href = "#editor-body";
  editor.view.dom.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !event.shiftKey && !event.altKey && editor.isEditable) {
      event.preventDefault();
      void askForLink(editor);
    }
  });
  return { editor, frame };
}

/** Another text in the place of what stands there. It can be undone, unless it is where one begins. */
export function setText(editor: Editor, html: string, isBeginning: boolean): void {
  const { state } = editor;
  const doc = read(html, editor.schema);
  if (doc.eq(state.doc)) return;
  editor.view.dispatch(state.tr.replaceWith(0, state.doc.content.size, doc.content).setMeta("addToHistory", !isBeginning).setMeta("preventUpdate", isBeginning));
}
