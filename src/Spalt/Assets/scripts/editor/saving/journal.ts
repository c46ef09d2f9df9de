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

const month = 30 * 86_400_000;
const most = 20;

/** The journal of one post by one account, in IndexedDB. Where the browser has none, `works` is false and nothing is kept. */
export class Journal {
  works = true;
  private readonly opened: Promise<IDBDatabase>;

  constructor(private readonly key: string) {
    this.opened = open();
    this.opened.catch(() => { this.works = false; });
  }

  /** The newest of what was written and what was held. */
  async read(): Promise<Entry | undefined> {
    const held = this.held();
    const written = await this.ask<Entry | undefined>("drafts", "readonly", (drafts) => drafts.get(this.key)).catch(() => undefined);
    return held && (!written || held.at > written.at) ? held : written;
  }

  /**
   * As `write`, but done when it returns: a tab that dies the next moment has lost nothing, and what is sent after it is known to have
   * been sent. Answers whether it is; a long text may not fit.
   */
  hold(entry: Entry): boolean {
    try {
      localStorage.setItem(this.slot, JSON.stringify(entry));
      return true;
    } catch {
      this.letGo();
      return false;
    }
  }

  /** Resolves to whether it is written. Writes happen in the order of the calls. */
  write(entry: Entry): Promise<boolean> {
    return this.ask("drafts", "readwrite", (drafts) => drafts.put(entry, this.key)).then(() => this.works = true, () => this.works = false);
  }

  /** The server has it all. */
  async clear(): Promise<void> {
    this.letGo();
    await this.ask("drafts", "readwrite", (drafts) => drafts.delete(this.key)).catch(() => undefined);
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

  private held(): Entry | undefined {
    try {
      return JSON.parse(localStorage.getItem(this.slot) ?? "null") as Entry | null ?? undefined;
    } catch {
      return undefined;
    }
  }

  private letGo(): void {
    try {
      localStorage.removeItem(this.slot);
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
