import type { Editor } from "@tiptap/core";
import { button, element, freshId } from "../elements";
import { say } from "../words";
import { look, replace, search, step } from "./matches";

/** Find and replace in the post: Ctrl+F and Ctrl+H while the caret is in it. Escape goes back to the text. */
export class FindPanel {
  readonly dom: HTMLElement;
  private readonly words = element("input", { type: "search", id: freshId("find"), autocomplete: "off" });
  private readonly others = element("input", { type: "text", id: freshId("replace"), autocomplete: "off" });
  private readonly exact = element("input", { type: "checkbox", id: freshId("exact") });
  private readonly count = element("span", { role: "status", class: "count" });

  constructor(private readonly editor: Editor) {
    const small = { class: "small-button" };
    this.dom = element("div", { role: "search", class: "find", hidden: true, "aria-label": say("Find.Label") },
      element("p", {}, element("label", { for: this.words.id }, say("Find.Words")), this.words,
        button(say("Find.Previous"), () => this.step(-1), small), button(say("Find.Next"), () => this.step(1), small), this.count),
      element("p", {}, element("label", { for: this.others.id }, say("Find.Others")), this.others,
        button(say("Find.Replace"), () => this.replace(false), small), button(say("Find.ReplaceAll"), () => this.replace(true), small)),
      element("p", { class: "tick" }, this.exact, element("label", { for: this.exact.id }, say("Find.Exact")), button(say("Find.Close"), () => this.close(), small)));
    this.words.addEventListener("input", () => this.look());
    this.exact.addEventListener("input", () => this.look());
    this.dom.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (event.key === "Enter" && event.target === this.words) this.step(event.shiftKey ? -1 : 1);
      else if (event.key === "Enter" && event.target === this.others) this.replace(false);
      else return;
      event.preventDefault();
    });
    editor.view.dom.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !["f", "h"].includes(event.key.toLowerCase())) return;
      event.preventDefault();
      this.open(event.key.toLowerCase() === "h");
    });
  }

  open(toReplace = false): void {
    this.dom.hidden = false;
    const { from, to } = this.editor.state.selection;
    const chosen = this.editor.state.doc.textBetween(from, to, "\n");
    if (chosen && !chosen.includes("\n")) this.words.value = chosen;
    this.look();
    (toReplace && this.words.value ? this.others : this.words).select();
  }

  private close(): void {
    const { matches, current } = search(this.editor);
    look(this.editor, "", false);
    this.dom.hidden = true;
    const at = matches[current];
    if (at) this.editor.commands.setTextSelection(at);
    this.editor.view.focus();
  }

  private look(): void {
    look(this.editor, this.words.value, this.exact.checked);
    this.tell();
  }

  private step(by: 1 | -1): void {
    step(this.editor, by);
    this.tell();
  }

  private replace(all: boolean): void {
    if (!this.editor.isEditable) return;
    if (!all && search(this.editor).current < 0) return this.step(1);
    const replaced = replace(this.editor, this.others.value, all);
    if (all) this.count.textContent = say("Find.Replaced", replaced);
    else this.step(1);
  }

  private tell(): void {
    const { matches, current } = search(this.editor);
    this.count.textContent = !this.words.value ? "" : matches.length === 0 ? say("Find.None") : say("Find.Of", current + 1, matches.length);
  }
}
