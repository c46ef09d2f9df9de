import { element } from "../elements";
import { moment, say } from "../words";
import type { Standing } from "./saver";

/** Says in `#saving` (a live region) how it stands with the words. The same sentence twice is not said again. */
export class Status {
  private said = "";

  constructor(private readonly region: HTMLElement, private readonly signin: string, private readonly isKept: () => boolean) {}

  tell(standing: Standing): void {
    if (standing.kind === "changed") return this.changed();
    this.region.dataset["standing"] = standing.kind;
    if (standing.kind === "saved") return this.sentence(say("Saving.Saved", moment(standing.at)));
    if (standing.kind === "saving") return this.sentence(say("Saving.Saving"));
    if (standing.kind === "conflict") return this.sentence(say("Saving.Conflict"));
    if (standing.kind === "refused") return this.sentence(`${standing.detail || say("Saving.Refused")} ${this.kept()}`.trim());
    if (standing.kind === "signedOut") {
      return this.sentence(`${say("Saving.SignedOut")} ${this.kept(standing.since)}`.trim(), element("a", { href: this.signin, target: "_blank", rel: "opener" }, say("Saving.SignIn")));
    }

    this.sentence(`${say(standing.isServer ? "Saving.ServerAway" : "Saving.Offline")} ${this.kept(standing.since)}`.trim());
  }

  /** What was said last of "saved" is of an older text. It is shown, not said: nobody wants to hear it at each key. */
  private changed(): void {
    if (this.region.dataset["standing"] === "saved") this.region.dataset["standing"] = "changed";
  }

  /** Any other sentence, such as that another tab writes. */
  sentence(text: string, ...more: readonly Node[]): void {
    if (text === this.said) return;
    this.said = text;
    this.region.replaceChildren(text, ...more.flatMap((node) => [" ", node]));
  }

  private kept(since?: number): string {
    if (!this.isKept()) return say("Saving.NotKept");
    return since ? say("Saving.KeptSince", moment(since)) : say("Saving.Kept");
  }
}
