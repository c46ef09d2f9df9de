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
const handOverWithin = 2_500;

/** Of the tabs in which one person has one post open, one writes and the others follow. */
export class Tabs {
  isWriter = false;
  private readonly channel: BroadcastChannel;
  private hear: ((message: Message) => void) | null = null;

  constructor(name: string, private readonly ears: Ears) {
    this.channel = new BroadcastChannel(name);
    this.channel.addEventListener("message", (event: MessageEvent<Message>) => void this.take(event.data));
    // A tab that slept did not hear that another one writes now.
    addEventListener("pageshow", (event) => { if (event.persisted) void this.lookAround(); });
    document.addEventListener("resume", () => void this.lookAround());
  }

  /** Resolves to whether this tab writes. */
  async enter(): Promise<boolean> {
    this.isWriter = !await this.ask({ kind: "who" }, "me", answerWithin);
    return this.isWriter;
  }

  /** Writes here instead: what the other tab had, or null where no tab answered. */
  async takeOver(): Promise<Handed | null> {
    const answer = await this.ask({ kind: "give" }, "yours", handOverWithin);
    this.isWriter = true;
    return answer?.kind === "yours" ? answer.handed : null;
  }

  tell(handed: Handed): void {
    if (this.isWriter) this.say({ kind: "news", handed });
  }

  private async lookAround(): Promise<void> {
    if (this.isWriter && await this.ask({ kind: "who" }, "me", answerWithin)) {
      this.isWriter = false;
      this.ears.becomeReader();
    }
  }

  private async take(message: Message): Promise<void> {
    this.hear?.(message);
    if (message.kind === "who" && this.isWriter) this.say({ kind: "me" });
    if (message.kind === "news" && !this.isWriter) this.ears.follow(message.handed);
    if (message.kind === "give" && this.isWriter) {
      this.isWriter = false;
      this.ears.becomeReader();
      this.say({ kind: "yours", handed: await this.ears.handOver() });
    }
  }

  private ask(question: Message, answer: Message["kind"], within: number): Promise<Message | null> {
    return new Promise((done) => {
      const given = setTimeout(() => end(null), within);
      const end = (message: Message | null): void => {
        clearTimeout(given);
        this.hear = null;
        done(message);
      };
      this.hear = (message) => { if (message.kind === answer) end(message); };
      this.say(question);
    });
  }

  private say(message: Message): void {
    this.channel.postMessage(message);
  }
}
