import { button, element } from "../elements";
import { say } from "../words";

/** How one picture fares, where it will stand: name, bar, cancel; when it failed, why, and the way to try again. */
export class UploadRow {
  readonly dom: HTMLElement;
  private readonly bar: HTMLProgressElement;
  private readonly why = element("span", { class: "why", role: "alert" });
  private readonly again: HTMLButtonElement;

  constructor(name: string, cancel: () => void, retry: () => void) {
    this.bar = element("progress", { max: 1, value: 0, "aria-label": say("Upload.Progress", name) });
    this.again = button(say("Upload.Retry"), retry, { class: "small-button", hidden: true });
    this.dom = element("div", { class: "upload", contenteditable: "false" },
      element("span", { class: "name" }, name), this.bar, this.why, this.again,
      button(say("Upload.Cancel"), cancel, { class: "small-button", "aria-label": say("Upload.CancelNamed", name) }));
  }

  progress(part: number): void {
    this.bar.hidden = false;
    // All is sent: now the server looks at it, and nobody knows for how long.
    if (part >= 1) this.bar.removeAttribute("value");
    else this.bar.value = part;
    this.why.textContent = "";
    this.again.hidden = true;
  }

  fail(why: string, canRetry: boolean): void {
    this.bar.hidden = true;
    this.why.textContent = why || say("Upload.NoAnswer");
    this.again.hidden = !canRetry;
  }
}
