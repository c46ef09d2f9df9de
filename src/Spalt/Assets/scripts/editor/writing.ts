import type { Editor } from "@tiptap/core";
import { openEditor, setText } from "./editor";
import { button, element } from "./elements";
import { keepToOneLine } from "./headline";
import { write } from "./html";
import { choose, showKept } from "./saving/choices";
import { same, type Draft, type Page, type ServerDraft } from "./saving/draft";
import { Journal, type Entry } from "./saving/journal";
import { Saver } from "./saving/saver";
import { load, type Answer } from "./saving/server";
import { Status } from "./saving/status";
import { Tabs, type Handed } from "./saving/tabs";
import { uploading } from "./uploads/uploads";
import { moment, say } from "./words";

/** The writing page: form, editor, journal, server and other tabs, and who of them has the last word. */
export class Writing {
  private readonly editor: Editor;
  private readonly frame: HTMLElement;
  private readonly journal: Journal;
  private readonly saver: Saver;
  private readonly status: Status;
  private readonly tabs: Tabs;
  private readonly notices = element("div", { class: "notices" });
  private readonly fitTitle: () => void;
  private isSetting = false;
  private isSending = false;

  constructor(private readonly form: HTMLFormElement, private readonly page: Page, private readonly body: HTMLTextAreaElement) {
    ({ editor: this.editor, frame: this.frame } = openEditor(page, body));
    this.frame.prepend(this.notices);
    this.fitTitle = keepToOneLine(this.field("title"), () => this.editor.commands.focus());
    const name = `${page.post}-${page.account}`;
    this.journal = new Journal(name);
    this.status = new Status(document.getElementById("saving")!, page.signin, () => this.journal.works);
    this.saver = new Saver(page, this.journal, () => this.draft(), {
      standing: (standing) => {
        this.status.tell(standing);
        this.complain(standing.kind === "refused" ? standing.errors : {});
      },
      conflict: (current) => void this.settle(current),
      saved: (draft, version, at) => this.tabs.tell({ draft, version, isSaved: Boolean(at), sent: [] }),
    });
    this.tabs = new Tabs(`spalt-writing-${name}`, {
      handOver: () => this.handOver(),
      follow: (handed) => this.set(handed.draft, true),
      becomeReader: () => this.readOnly(),
    });
  }

  async open(): Promise<void> {
    this.listen();
    this.lock(true);
    const mine = this.sentBack();
    if (mine) this.set(mine, true);
    const server = await this.ask();
    if (!server) return;
    this.set(mine ?? server, true);
    this.saver.version = server.version;
    void showKept(this.frame, this.journal, this.editor.schema);
    const isWriter = await this.tabs.enter();
    if (mine) await this.decide(mine, server, isWriter);
    else if (isWriter) await this.recall(server, await this.journal.read());
    else this.readOnly();
  }

  /** What was sent and came back, because somebody had saved meanwhile. */
  private sentBack(): Draft | null {
    const html = document.querySelector<HTMLTextAreaElement>("#sent-back");
    return html && { title: this.field("title").value, lead: this.field("lead").value, html: html.value };
  }

  /** The page shows what differs; nobody writes on, and nothing goes out, before one of the two is chosen. */
  private async decide(mine: Draft, server: ServerDraft, isWriter: boolean): Promise<void> {
    if (!isWriter) {
      await this.journal.keep(mine, Date.now());
      return this.readOnly();
    }
    document.getElementById("conflict-ways")?.remove();
    this.status.tell({ kind: "conflict" });
    if (await this.pick(server) === 1) {
      await this.journal.keep(mine, Date.now());
      await this.journal.clear();
      // Anew: what is set beside the text is the other one's as well.
      location.assign(this.form.action);
      return;
    }
    document.getElementById("conflict")?.remove();
    this.write(server.version, null);
  }

  /** What the server has. As long as nobody answers the page waits: what was typed blindly would have to be merged. */
  private async ask(): Promise<ServerDraft | null> {
    for (let tries = 0; ; tries++) {
      const answer = await load(this.page.draft);
      if ("html" in answer) return answer;
      if (answer.kind === "refused") {
        this.status.tell(answer);
        return null;
      }
      this.status.tell({ ...answer, since: Date.now() } as Extract<Answer, { kind: "away" }> & { since: number });
      await new Promise((go) => setTimeout(go, Math.min(10_000, 1_000 * 2 ** tries)));
    }
  }

  /** Begins with what this device has and the server has not, or asks where nobody can know which is meant. */
  private async recall(server: ServerDraft, entry: Entry | undefined): Promise<void> {
    if (!entry || same(entry, server)) {
      if (entry) await this.journal.clear();
      return this.write(server.version, server.savedAt);
    }

    if (entry.base === server.version || entry.sent.some((sent) => same(sent, server))) {
      this.set(entry, true);
      this.write(server.version, null, [...entry.sent, entry]);
      this.status.sentence(say("Recall.Restored", moment(entry.at)));
      return;
    }

    this.status.sentence(say("Recall.Ask"));
    this.hold(true);
    const mine = { draft: entry, title: say("Choice.Device", moment(entry.at)), choose: say("Choice.UseDevice") };
    const theirs = { draft: server, title: say("Choice.Server", moment(server.savedAt), server.savedBy?.name ?? ""), choose: say("Choice.UseServer") };
    const index = await choose(this.notices, this.editor.schema, say("Recall.Title"), [mine, theirs]);
    if (index === 0) {
      this.set(entry, true);
      this.write(server.version, null);
    } else {
      await this.journal.keep(entry, entry.at);
      await this.journal.clear();
      this.write(server.version, server.savedAt);
      void showKept(this.frame, this.journal, this.editor.schema);
    }
  }

  /** Somebody saved meanwhile. Writing goes on; the journal keeps it; the server waits for the choice. */
  private async settle(current: ServerDraft): Promise<void> {
    this.hold(true);
    const index = await this.pick(current);
    if (index === 1) {
      await this.journal.keep(this.draft(), Date.now());
      this.set(current, false);
      await this.journal.clear();
      void showKept(this.frame, this.journal, this.editor.schema);
    }
    this.write(current.version, index === 1 ? current.savedAt : null);
  }

  /** Asks which text it is to be: 0 for what stands here, 1 for what the server has. */
  private pick(current: ServerDraft): Promise<0 | 1> {
    const by = current.savedBy && String(current.savedBy.id) !== this.page.account ? say("Conflict.Other", current.savedBy.name, moment(current.savedAt)) : say("Conflict.Self", moment(current.savedAt));
    const mine = { draft: this.draft(), title: say("Choice.Here"), choose: say("Conflict.UseMine") };
    const theirs = { draft: current, title: say("Choice.Server", moment(current.savedAt), current.savedBy?.name ?? ""), choose: say("Conflict.UseTheirs") };
    return choose(this.notices, this.editor.schema, by, [mine, theirs]);
  }

  /** From here on this tab writes. `savedAt` is null where the server has not yet what stands here. */
  private write(version: number, savedAt: string | null, sent: readonly Draft[] = []): void {
    this.lock(false);
    this.saver.start(version, savedAt === null, sent);
    if (savedAt !== null) this.status.tell({ kind: "saved", at: savedAt });
  }

  private readOnly(): void {
    this.lock(true);
    this.saver.stop();
    this.status.sentence(say("Tabs.Other"));
    this.notices.querySelector(".other-tab")?.remove();
    const here = button(say("Tabs.Here"), () => {
      panel.remove();
      void this.takeOver();
    }, { class: "button" });
    const panel = element("section", { class: "choice other-tab", "aria-label": say("Tabs.Label") }, element("p", {}, say("Tabs.Explained")), element("p", { class: "ways-out" }, here));
    this.notices.append(panel);
  }

  private async takeOver(): Promise<void> {
    const handed = await this.tabs.takeOver();
    if (handed) {
      this.set(handed.draft, true);
      this.write(handed.version, handed.isSaved ? new Date().toISOString() : null, handed.sent);
    } else {
      const server = await this.ask();
      if (!server) return;
      this.set(server, true);
      await this.recall(server, await this.journal.read());
    }
    this.editor.commands.focus();
  }

  private async handOver(): Promise<Handed> {
    return { ...await this.saver.handOver(), draft: this.draft() };
  }

  private listen(): void {
    this.editor.on("update", () => this.changed());
    for (const field of this.fields()) field.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (submit) => this.submit(submit));
    addEventListener("beforeunload", (leaving) => {
      if (!this.isSending && (uploading(this.editor) > 0 || (!this.saver.isClean && !this.journal.works))) leaving.preventDefault();
    });
  }

  private changed(): void {
    if (!this.isSetting && this.tabs.isWriter) this.saver.changed();
  }

  /** Save first; then the form goes to the server as it would without script, with HTML in the body. */
  private submit(submit: SubmitEvent): void {
    if (this.isSending) return;
    submit.preventDefault();
    if (uploading(this.editor) > 0) {
      // They have no address yet: the text would go without them, and the page with them.
      this.status.sentence(say("Upload.Wait"));
      document.getElementById("saving")!.scrollIntoView({ block: "center" });
      return;
    }
    void (async () => {
      // A form that is being submitted cannot be asked to submit: first this event has to end.
      await new Promise((go) => setTimeout(go));
      if (!this.tabs.isWriter || !await this.saver.flush()) {
        document.getElementById("saving")!.scrollIntoView({ block: "center" });
        return;
      }
      this.isSending = true;
      this.field("format").value = "html";
      this.field("version").value = String(this.saver.version);
      this.body.value = this.draft().html;
      this.form.requestSubmit(submit.submitter);
      // A page that stays (a download, a form that was refused by the browser) can be sent again.
      setTimeout(() => { this.isSending = false; }, 3_000);
    })();
  }

  private draft(): Draft {
    return { title: this.field("title").value, lead: this.field("lead").value, html: write(this.editor.state.doc) };
  }

  private set({ title, lead, html }: Draft, isBeginning: boolean): void {
    this.isSetting = true;
    this.field("title").value = title;
    this.fitTitle();
    this.field("lead").value = lead;
    setText(this.editor, html, isBeginning);
    this.isSetting = false;
  }

  private lock(isLocked: boolean): void {
    this.editor.setEditable(!isLocked, false);
    // Nothing changed, but the toolbar looks anew.
    this.editor.view.dispatch(this.editor.state.tr);
    this.frame.classList.toggle("locked", isLocked);
    for (const field of this.fields()) field.readOnly = isLocked;
    this.hold(isLocked);
  }

  /** A button that would do nothing looks so. */
  private hold(isHeld: boolean): void {
    for (const one of this.form.querySelectorAll<HTMLButtonElement>("button[name=do]")) one.disabled = isHeld;
  }

  /** What the server found wrong, beside its field. */
  private complain(errors: Readonly<Record<string, readonly string[]>>): void {
    for (const old of this.form.querySelectorAll(".refusal.live")) old.remove();
    for (const [name, why] of Object.entries(errors)) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLElement && why[0]) field.after(element("p", { class: "refusal live furniture", role: "alert" }, why[0]));
    }
  }

  private fields(): readonly HTMLTextAreaElement[] {
    return [this.field("title"), this.field("lead")];
  }

  private field(name: string): HTMLTextAreaElement {
    return this.form.elements.namedItem(name) as HTMLTextAreaElement;
  }
}
