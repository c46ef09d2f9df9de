import { button, element, freshId } from "./elements";
import { say } from "./words";

/** One thing a dialog asks. A number has the least and the most that is taken. */
export type Field =
  | { readonly kind: "text" | "lines" | "address"; readonly name: string; readonly label: string; readonly value: string; readonly help?: string }
  | { readonly kind: "tick"; readonly name: string; readonly label: string; readonly value: boolean; readonly help?: string }
  | { readonly kind: "number"; readonly name: string; readonly label: string; readonly value: number; readonly least: number; readonly most: number };

export type Answers = Readonly<Record<string, string>>;

interface Question {
  readonly title: string;
  readonly fields: readonly Field[];
  /** Why the answers will not do, said beside the field named; null when they will. */
  readonly refuse?: (answers: Answers) => { name: string; why: string } | null;
  /** A second way out, such as taking the link away. */
  readonly remove?: string;
  /** Called when one field changes, so that another may follow. */
  readonly follow?: (form: HTMLFormElement) => void;
}

/**
 * Asks in a modal dialog. Answers with what was filled in, "removed", or null for no. The browser keeps the focus inside
 * while it is open; afterwards it goes back to where it was.
 */
export function ask({ title, fields, refuse, remove, follow }: Question): Promise<Answers | "removed" | null> {
  const cameFrom = document.activeElement as HTMLElement | null;
  const heading = element("h2", { id: freshId("title") }, title);
  const form = element("form", { method: "dialog" });
  const dialog = element("dialog", { class: "editor-dialog", "aria-labelledby": heading.id }, form);

  return new Promise((answer) => {
    // At once, not when the browser tells that it is closed: the next key may come before that.
    const leave = (said: Answers | "removed" | null): void => {
      if (!dialog.isConnected) return;
      dialog.close();
      dialog.remove();
      cameFrom?.focus();
      answer(said);
    };
    const ways = element("div", { class: "ways-out" },
      element("button", { class: "button" }, say("Dialog.Ok")),
      button(say("Dialog.Cancel"), () => leave(null), { class: "button quiet" }));
    if (remove) ways.append(button(remove, () => leave("removed"), { class: "button quiet" }));
    form.noValidate = true;
    form.append(heading, ...fields.map(row), ways);
    form.addEventListener("input", () => follow?.(form));
    follow?.(form);
    form.addEventListener("submit", (submit) => {
      submit.preventDefault();
      submit.stopPropagation();
      const answers = read(form);
      const refusal = refuse?.(answers) ?? null;
      if (refusal) return complain(form, refusal);
      leave(answers);
    });
    dialog.addEventListener("close", () => leave(null));
    // Not in the form of the page: Enter in a field must answer this question alone.
    document.body.append(dialog);
    dialog.showModal();
    form.querySelector<HTMLElement>("input, textarea")?.focus();
  });
}

function row(field: Field): HTMLElement {
  const id = freshId("field");
  const control = field.kind === "lines"
    ? element("textarea", { id, name: field.name, rows: 3 }, field.value)
    : element("input", {
      id, name: field.name, autocomplete: "off",
      ...(field.kind === "tick" ? { type: "checkbox", checked: field.value }
        : field.kind === "number" ? { type: "number", min: field.least, max: field.most, value: field.value }
        : { type: "text", value: field.value, inputmode: field.kind === "address" ? "url" : undefined, spellcheck: field.kind === "address" ? "false" : undefined }),
    });
  const label = element("label", { for: id }, field.label);
  const help = "help" in field && field.help ? element("small", { id: `${id}-help` }, field.help) : null;
  if (help) control.setAttribute("aria-describedby", help.id);
  return element("p", { class: field.kind === "tick" ? "tick" : "field" }, ...(field.kind === "tick" ? [control, label] : [label, control]), ...(help ? [help] : []));
}

function read(form: HTMLFormElement): Answers {
  const said: Record<string, string> = {};
  for (const control of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[name]")) {
    said[control.name] = control.type === "checkbox" ? ((control as HTMLInputElement).checked ? "yes" : "") : control.value.trim();
  }
  return said;
}

function complain(form: HTMLFormElement, { name, why }: { name: string; why: string }): void {
  form.querySelector(".refusal")?.remove();
  const control = form.querySelector<HTMLInputElement>(`[name="${name}"]`);
  const note = element("small", { class: "refusal", role: "alert", id: freshId("refusal") }, why);
  control?.closest("p")?.append(note);
  control?.setAttribute("aria-invalid", "true");
  control?.setAttribute("aria-describedby", note.id);
  control?.focus();
}
