import type { Editor } from "@tiptap/core";
import { ask } from "../dialogs";
import { say } from "../words";

/** Asks where the words lead. Without words selected the address is written out as its own words. */
export async function askForLink(editor: Editor): Promise<void> {
  const isLink = editor.isActive("link");
  if (isLink) editor.commands.extendMarkRange("link");
  const { from, to, empty } = editor.state.selection;
  const chosen = editor.state.doc.textBetween(from, to, " ");
  const said = await ask({
    title: say("Link.Title"),
    fields: [
      { kind: "address", name: "href", label: say("Link.Address"), value: String(editor.getAttributes("link")["href"] ?? (looksLikeAddress(chosen) ? chosen : "")) },
      ...(empty ? [{ kind: "text", name: "text", label: say("Link.Text"), value: "" } as const] : []),
    ],
    refuse: ({ href }) => addressOf(href ?? "") === null ? { name: "href", why: say("Link.Refused") } : null,
    ...(isLink ? { remove: say("Link.Remove") } : {}),
  });
  if (said === "removed") editor.chain().focus().unsetLink().run();
  else if (said) {
    const href = addressOf(said["href"]!)!;
    if (empty) editor.chain().focus().insertContent({ type: "text", text: said["text"] || said["href"]!, marks: [{ type: "link", attrs: { href } }] }).run();
    else editor.chain().focus().setTextSelection({ from, to }).setLink({ href }).setTextSelection(to).run();
  } else editor.commands.focus();
}

export async function askForTable(editor: Editor): Promise<void> {
  const said = await ask({
    title: say("Table.Title"),
    fields: [
      { kind: "number", name: "columns", label: say("Table.Columns"), value: 3, least: 1, most: 20 },
      { kind: "number", name: "rows", label: say("Table.Rows"), value: 3, least: 1, most: 100 },
      { kind: "tick", name: "head", label: say("Table.Head"), value: true },
    ],
    refuse: (answers) => {
      const wrong = ([["columns", 20], ["rows", 100]] as const).find(([name, most]) => !(Number(answers[name]) >= 1 && Number(answers[name]) <= most));
      return wrong ? { name: wrong[0], why: say("Table.Refused", wrong[1]) } : null;
    },
  });
  if (said && said !== "removed") {
    editor.chain().focus().insertTable({ cols: Number(said["columns"]), rows: Number(said["rows"]), withHeaderRow: Boolean(said["head"]) }).run();
  } else editor.commands.focus();
}

const looksLikeAddress = (text: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(text);

/** "tidningen.se/nyheter" is meant as https, "namn@tidningen.se" as mail; null for what is no address. */
function addressOf(said: string): string | null {
  if (/^(?:https?:\/\/\S+|mailto:\S+@\S+|tel:[\d+ -]+|\/(?!\/)\S*|#\S+)$/i.test(said)) return said;
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(said)) return `mailto:${said}`;
  return /^[^\s/:@]+\.[^\s/:@]{2,}(?:[/?#]\S*)?$/.test(said) ? `https://${said}` : null;
}
