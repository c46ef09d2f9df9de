import type { Editor } from "@tiptap/core";

/** The page asked for words about pictures: a question that has been answered in the text itself goes away, and comes back with its reason. */
export function followWordless(editor: Editor): void {
  const box = document.querySelector<HTMLFieldSetElement>("fieldset.wordless");
  if (!box) return;
  const rows = [...box.querySelectorAll<HTMLFieldSetElement>(".wordless-one")];
  const follow = (): void => {
    const wanting = new Set<string>();
    editor.state.doc.descendants((node) => {
      if (node.type.name === "picture" && node.attrs["alt"] === null) wanting.add(String(node.attrs["src"]));
    });
    for (const row of rows) {
      row.hidden = !wanting.has(row.querySelector<HTMLInputElement>("[name=picture]")?.value ?? "");
      row.disabled = row.hidden;
    }
    box.hidden = rows.every((row) => row.hidden);
  };
  editor.on("update", follow);
}
