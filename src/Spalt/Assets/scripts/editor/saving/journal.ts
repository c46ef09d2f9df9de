import { applied, difference, type Difference } from "./difference";
import type { Draft } from "./draft";

/** What this browser holds of a post and the server perhaps does not. */
export interface Entry extends Draft {
  /** The server's version that it is based on. */
  readonly base: number;
  /** The tab that wrote it. */
  readonly client: string;
  readonly at: number;
  /** What was sent to the server and never answered: it may have arrived. */
  readonly sent: readonly Draft[];
}

/** A text that gave way to another. It stays on this device. */
export interface Kept extends Draft {
  readonly key: string;
  readonly at: number;
  readonly id?: number;
}

/** What became of a text after it was held. */
interface Since extends Changed {
  readonly of: string;
  readonly at: number;
}

/** A draft as what is different in it from another. */
interface Changed extends Difference {
  readonly title: string;
  readonly lead: string;
}

/** An entry as it lies in the browser: of a long text that was sent, and of which a word is new, the word. */
type Stored = Omit<Entry, "sent"> & { readonly sent: readonly Changed[] };

const changed = (base: string, { title, lead, html }: Draft): Changed => ({ title, lead, ...difference(base, html) });
const pack = (entry: Entry): Stored => ({ ...entry, sent: entry.sent.map((sent) => changed(entry.html, sent)) });
const unpack = (stored: Stored): Entry =>
  ({ ...stored, sent: stored.sent.map((sent) => ({ title: sent.title, lead: sent.lead, html: applied(stored.html, sent) })) });

const month = 30 * 86_400_000;
const most = 20;

/** The journal of one post by one account, in IndexedDB. Where the browser has none, `works` is false and nothing is kept. */
export class Journal {
  works = true;
  /** What is held whole; null where it did not fit. */
  private whole: Entry | null | undefined;
  private readonly opened: Promise<IDBDatabase>;

  constructor(private readonly key: string) {
    this.opened = open();
    this.opened.catch(() => { this.works = false; });
  }

  /** This tab writes from here on; another may have held something else meanwhile. */
  begin(): void {
    this.whole = undefined;
  }

  /** The newest of what was written and what was held. */
  async read(): Promise<Entry | undefined> {
    const held = this.held();
    const stored = await this.ask<Stored | undefined>("drafts", "readonly", (drafts) => drafts.get(this.key)).catch(() => undefined);
    const written = stored && unpack(stored);
    if (typeof held === "number") return written && written.at > held ? written : undefined;
    return held && (!written || held.at >= written.at) ? held : written;
  }

  /**
   * As `write`, but done when it returns: a tab that dies the next moment has lost nothing, and what is sent after it is known to have
   * been sent. Answers whether it is; a long text may not fit.
   */
  hold(entry: Entry): boolean {
    try {
      localStorage.setItem(this.slot, JSON.stringify(pack(entry)));
      localStorage.removeItem(this.since);
      this.whole = entry;
      return true;
    } catch {
      this.letGo();
      this.whole = null;
      return false;
    }
  }

  /** As `hold`, at every key: of a text that is held only the difference is written, however long it is. */
  follow(entry: () => Entry): void {
    if (this.whole === null) return;
    const now = entry();
    if (this.whole === undefined) return void this.hold(now);
    const since: Since = { of: stamp(this.whole), at: now.at, ...changed(this.whole.html, now) };
    try {
      localStorage.setItem(this.since, JSON.stringify(since));
    } catch {
      this.hold(now);
    }
  }

  /** Resolves to whether it is written. Writes happen in the order of the calls. */
  write(entry: Entry): Promise<boolean> {
    return this.ask("drafts", "readwrite", (drafts) => drafts.put(pack(entry), this.key)).then(() => this.works = true, () => this.works = false);
  }

  /** The server has it all. What is written says so only later than a page may be gone; until then it is told to be past. */
  async clear(): Promise<void> {
    this.letGo(Date.now());
    await this.ask("drafts", "readwrite", (drafts) => drafts.delete(this.key)).then(() => { if (this.whole === undefined) this.letGo(); }, () => undefined);
  }

  async keep({ title, lead, html }: Draft, at: number): Promise<void> {
    await this.ask("kept", "readwrite", (kept) => kept.add({ key: this.key, at, title, lead, html } satisfies Kept)).catch(() => undefined);
    const all = await this.kept();
    for (const [index, old] of all.entries()) if (index >= most || Date.now() - old.at > month) await this.forget(old);
  }

  /** Newest first. */
  async kept(): Promise<readonly Kept[]> {
    const all = await this.ask<Kept[]>("kept", "readonly", (kept) => kept.index("key").getAll(this.key)).catch(() => []);
    return all.sort((a, b) => b.at - a.at);
  }

  async forget(old: Kept): Promise<void> {
    await this.ask("kept", "readwrite", (kept) => kept.delete(old.id!)).catch(() => undefined);
  }

  private get slot(): string {
    return `spalt-writing:${this.key}`;
  }

  private get since(): string {
    return `${this.slot}:since`;
  }

  /** What is held, or the moment until which the server has all. */
  private held(): Entry | number | undefined {
    try {
      const stored = JSON.parse(localStorage.getItem(this.slot) ?? "null") as Stored | number | null;
      if (!stored || typeof stored === "number") return stored ?? undefined;
      const [whole, since] = [unpack(stored), JSON.parse(localStorage.getItem(this.since) ?? "null") as Since | null];
      return since?.of === stamp(whole) ? { ...whole, at: since.at, title: since.title, lead: since.lead, html: applied(whole.html, since) } : whole;
    } catch {
      return undefined;
    }
  }

  private letGo(until?: number): void {
    this.whole = undefined;
    try {
      if (until) localStorage.setItem(this.slot, String(until));
      else localStorage.removeItem(this.slot);
      localStorage.removeItem(this.since);
    } catch {
      // Where nothing can be held, nothing is.
    }
  }

  private async ask<T>(store: "drafts" | "kept", mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
    const database = await this.opened;
    return new Promise((done, failed) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => done(request.result as T);
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
  }
}

const stamp = ({ client, at, html }: Entry): string => `${client} ${at} ${html.length}`;

function open(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const request = indexedDB.open("spalt-writing", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts");
      request.result.createObjectStore("kept", { keyPath: "id", autoIncrement: true }).createIndex("key", "key");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      done(request.result);
    };
    request.onerror = request.onblocked = () => failed(request.error ?? new Error("blocked"));
  });
}
