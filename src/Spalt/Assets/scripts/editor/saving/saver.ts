import { same, type Draft, type Page, type ServerDraft } from "./draft";
import type { Entry, Journal } from "./journal";
import { put, putLeaving, type Answer } from "./server";

/** How it stands with the words, for `status.ts` to say. */
export type Standing =
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "changed" }
  | { readonly kind: "saving" }
  | { readonly kind: "conflict" }
  | { readonly kind: "signedOut"; readonly since: number }
  | { readonly kind: "away"; readonly isServer: boolean; readonly since: number }
  | Extract<Answer, { kind: "refused" }>;

interface Ears {
  readonly standing: (standing: Standing) => void;
  readonly conflict: (current: ServerDraft) => void;
  readonly saved: (draft: Draft, version: number, at: string) => void;
}

const pause = 700;
const longestPause = 1_500;
const journalPause = 50;
const slow = 1_500;

/**
 * Every change goes to the journal before the next key, and to the server within two seconds, one request at a time, the newest text
 * each time. What fails is tried again, slower and slower, and at once when the line is back.
 */
export class Saver {
  /** The server's version that the text is based on. */
  version = 0;
  readonly client = crypto.getRandomValues(new Uint32Array(4)).join("-");
  private changes = 0;
  private savedChanges = 0;
  private refusedChanges = -1;
  private oldest = 0;
  private failures = 0;
  private wait = 0;
  private awaySince = 0;
  private isStopped = true;
  private timer = 0;
  private journalTimer = 0;
  private running: Promise<boolean> | null = null;
  private unanswered: Draft[] = [];

  constructor(
    private readonly page: Page, private readonly journal: Journal, private readonly draft: () => Draft, private readonly ears: Ears,
  ) {
    addEventListener("online", () => this.hurry());
    addEventListener("focus", () => this.hurry());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.leave(false); else this.hurry(); });
    addEventListener("pagehide", () => this.leave(true));
  }

  get isClean(): boolean {
    return this.changes === this.savedChanges;
  }

  private get isWaiting(): boolean {
    return !this.isClean && !this.isStopped && this.changes !== this.refusedChanges;
  }

  /** From here on what changes is kept and sent. `sent` may still be on its way from a page that is gone. */
  start(version: number, isChanged = false, sent: readonly Draft[] = []): void {
    this.version = version;
    this.journal.begin();
    this.isStopped = false;
    this.savedChanges = this.changes;
    this.unanswered = [...sent];
    if (isChanged) this.changed();
  }

  /** Another tab writes now, or somebody has to choose first. The journal goes on. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  changed(): void {
    if (this.isClean) this.ears.standing({ kind: "changed" });
    this.changes++;
    this.oldest ||= Date.now();
    this.journal.follow(() => this.entry(this.draft()));
    this.journalTimer ||= window.setTimeout(() => void this.note(), journalPause);
    if (!this.running && this.failures === 0) this.plan(Math.max(0, Math.min(pause, this.oldest + longestPause - Date.now())));
  }

  /** Writes the text into the journal now. Resolves to whether it is there. */
  note(): Promise<boolean> {
    clearTimeout(this.journalTimer);
    this.journalTimer = 0;
    return this.journal.write(this.entry(this.draft()));
  }

  /** What another tab has to know to go on: when the request that is on its way has come back, or takes too long. */
  async handOver(): Promise<{ version: number; isSaved: boolean; sent: readonly Draft[] }> {
    await Promise.race([this.running, new Promise((go) => setTimeout(go, 1_500))]);
    await this.note();
    return { version: this.version, isSaved: this.isClean, sent: this.unanswered };
  }

  /** Saves now. Resolves to whether the server has every word. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    for (let tries = 0; tries < 3; tries++) {
      if (this.running) await this.running;
      if (this.isClean) return true;
      if (this.isStopped || !await this.save()) return false;
    }
    return this.isClean;
  }

  private entry(draft: Draft): Entry {
    return { ...draft, base: this.version, client: this.client, at: Date.now(), sent: this.unanswered };
  }

  private plan(after: number): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = window.setTimeout(() => void this.save(), after);
  }

  private hurry(): void {
    if (this.isWaiting && !this.running) this.plan(0);
  }

  private save(isLeaving = false): Promise<boolean> {
    return this.running ??= this.send(isLeaving).finally(() => {
      this.running = null;
      if (this.isWaiting) this.plan(this.failures === 0 ? 300 : this.wait);
    });
  }

  private async send(isLeaving: boolean): Promise<boolean> {
    const upTo = this.changes;
    const draft = this.draft();
    this.oldest = 0;
    const late = window.setTimeout(() => { if (this.failures === 0) this.ears.standing({ kind: "saving" }); }, slow);
    this.unanswered = [...this.unanswered.slice(-3), draft];
    // What was sent is known before it is sent; a journal that hangs holds nothing up, and a page that goes cannot wait.
    const isHeld = this.journal.hold(this.entry(draft));
    const isNoted = this.journal.write(this.entry(draft));
    if (!isLeaving && !isHeld) await Promise.race([isNoted, new Promise((go) => setTimeout(go, 200))]);
    const answer = await put(this.page.draft, this.version, draft, this.client, isLeaving);
    clearTimeout(late);
    return this.hear(answer, draft, upTo);
  }

  private async hear(answer: Answer, draft: Draft, upTo: number): Promise<boolean> {
    if (answer.kind === "saved") {
      this.settle(answer.version, upTo);
      if (this.isClean) await this.journal.clear();
      else this.holdAgain();
      this.ears.standing({ kind: "saved", at: answer.savedAt });
      if (!this.isClean) this.ears.standing({ kind: "changed" });
      this.ears.saved(draft, answer.version, answer.savedAt);
      return this.isClean;
    }

    if (answer.kind === "conflict") {
      const ours = this.unanswered.find((sent) => same(sent, answer.current));
      if (ours) {
        // Our own words, of which we never heard that they had arrived.
        this.settle(answer.current.version, ours === draft ? upTo : this.savedChanges);
        this.ears.standing({ kind: "saved", at: answer.current.savedAt });
        if (!this.isClean) this.ears.standing({ kind: "changed" });
        return this.isClean;
      }
      this.stop();
      this.unanswered = [];
      this.ears.standing({ kind: "conflict" });
      this.ears.conflict(answer.current);
      return false;
    }

    if (answer.kind === "refused") {
      this.unanswered = this.unanswered.slice(0, -1);
      // The same again would be refused again; the next change tries anew, and at once: the server answers.
      this.refusedChanges = upTo;
      this.failures = 0;
      this.awaySince = 0;
      if (answer.gone) this.stop();
      void this.note();
      this.ears.standing(answer);
      return false;
    }

    this.failures++;
    this.awaySince ||= Date.now();
    const doubling = Math.min(30_000, 1_000 * 2 ** Math.min(this.failures - 1, 5));
    this.wait = answer.kind === "signedOut" ? 5_000 : Math.max(doubling, answer.after * 1_000) * (0.85 + Math.random() * 0.3);
    this.ears.standing(answer.kind === "signedOut" ? { kind: "signedOut", since: this.awaySince } : { ...answer, since: this.awaySince });
    return false;
  }

  /** A key was pressed meanwhile: what is kept says from now on what it is based on. */
  private holdAgain(): void {
    this.journal.hold(this.entry(this.draft()));
    void this.note();
  }

  private settle(version: number, upTo: number): void {
    this.version = version;
    this.savedChanges = Math.max(this.savedChanges, upTo);
    this.unanswered = [];
    this.failures = 0;
    this.awaySince = 0;
  }

  /** The page goes away, perhaps for good. */
  private leave(isGoing: boolean): void {
    if (this.isClean) return;
    const draft = this.draft();
    if (!this.isStopped && !this.running) {
      void this.save(true);
    } else if (!this.isStopped && isGoing) {
      // What is on its way makes a new version, if it arrives; if not, this is refused and nothing is overwritten.
      this.unanswered = [...this.unanswered.slice(-3), draft];
      putLeaving(this.page.draft, this.version + 1, draft, this.client);
    }

    this.journal.hold(this.entry(draft));
    void this.note();
  }
}
