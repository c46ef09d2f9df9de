import type { Draft } from "./draft";

/** A draft on its way from tab to tab: what the writer has, the server's version below it, whether the server has it, and what it may have. */
export interface Handed { readonly draft: Draft; readonly version: number; readonly isSaved: boolean; readonly sent: readonly Draft[] }

type Message =
  | { readonly kind: "who" }
  | { readonly kind: "me" }
  | { readonly kind: "give" }
  | { readonly kind: "yours"; readonly handed: Handed }
  | { readonly kind: "news"; readonly handed: Handed };

interface Ears {
  /** This tab writes; what it has to hand over when another asks. After that it reads. */
  readonly handOver: () => Promise<Handed>;
  /** The other tab got further. */
  readonly follow: (handed: Handed) => void;
  readonly becomeReader: () => void;
}

const answerWithin = 400;
/** Where the lock is held somebody is there, and may be busy. */
const busyWithin = 3_000;
const handOverWithin = 2_500;

const hasLocks = "locks" in navigator;

/** Of the tabs in which one person has one post open, one writes and the others follow. */
export class Tabs {
  isWriter = false;
  private readonly channel: BroadcastChannel;
  private hear: ((message: Message) => void) | null = null;
  private letGo: () => void = () => undefined;

  constructor(private readonly name: string, private readonly ears: Ears) {
    this.channel = new BroadcastChannel(name);
    this.channel.addEventListener("message", (event: MessageEvent<Message>) => void this.take(event.data));
    // A tab that slept did not hear that another one writes now.
    addEventListener("pageshow", (event) => { if (event.persisted) void this.lookAround(); });
    document.addEventListener("resume", () => void this.lookAround());
  }

  /** Resolves to whether this tab writes: where the lock is free nobody else does, and who holds it without a word is gone. */
  async enter(): Promise<boolean> {
    const isFree = await this.lock({ ifAvailable: true });
    this.isWriter = isFree || await this.inherit();
    return this.isWriter;
  }

  /** Writes here instead: what the other tab had, or null where no tab answered. */
  async takeOver(): Promise<Handed | null> {
    const answer = await this.ask({ kind: "give" }, "yours", handOverWithin);
    this.isWriter = true;
    void this.lock({ steal: true });
    return answer?.kind === "yours" ? answer.handed : null;
  }

  /** Another tab is there, perhaps busy, perhaps on its way out. Resolves to whether it is gone. */
  private async inherit(): Promise<boolean> {
    const waiting = new AbortController();
    let hasLock = false;
    const isGone = this.lock({ signal: waiting.signal }).then((got) => { hasLock = got; });
    const isThere = this.ask({ kind: "who" }, "me", hasLocks ? busyWithin : answerWithin);
    const me = await Promise.race([isThere, ...(hasLocks ? [isGone.then(() => null)] : [])]);
    waiting.abort();
    if (me === null && !hasLock) void this.lock({ steal: true });
    return me === null;
  }

  /** Resolves to whether this tab got the lock of those who write. Browsers have locks where the connection is secure. */
  private lock(how: LockOptions): Promise<boolean> {
    if (!hasLocks) return Promise.resolve(false);
    return new Promise((answer) => {
      let isHeld = false;
      navigator.locks.request(this.name, how, (lock) => {
        isHeld = lock !== null;
        answer(isHeld);
        return lock && new Promise<void>((go) => { this.letGo = go; });
      }).catch(() => {
        answer(false);
        // Another tab took it, to which this one did not answer.
        if (isHeld && this.isWriter) this.giveUp();
      });
    });
  }

  tell(handed: Handed): void {
    if (this.isWriter) this.say({ kind: "news", handed });
  }

  private async lookAround(): Promise<void> {
    if (this.isWriter && await this.ask({ kind: "who" }, "me", answerWithin)) this.giveUp();
  }

  private async take(message: Message): Promise<void> {
    this.hear?.(message);
    if (message.kind === "who" && this.isWriter) this.say({ kind: "me" });
    if (message.kind === "news" && !this.isWriter) this.ears.follow(message.handed);
    if (message.kind === "give" && this.isWriter) {
      this.giveUp();
      this.say({ kind: "yours", handed: await this.ears.handOver() });
    }
  }

  private giveUp(): void {
    this.isWriter = false;
    this.letGo();
    this.ears.becomeReader();
  }

  private ask(question: Message, answer: Message["kind"], within: number): Promise<Message | null> {
    return new Promise((done) => {
      const given = setTimeout(() => end(null), within);
      const end = (message: Message | null): void => {
        clearTimeout(given);
        if (this.hear === hear) this.hear = null;
        done(message);
      };
      const hear = (message: Message): void => { if (message.kind === answer) end(message); };
      this.hear = hear;
      this.say(question);
    });
  }

  private say(message: Message): void {
    this.channel.postMessage(message);
  }
}
