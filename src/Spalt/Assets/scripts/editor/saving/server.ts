import type { Draft, ServerDraft } from "./draft";

/** What came of asking the server. */
export type Answer =
  | { readonly kind: "saved"; readonly version: number; readonly savedAt: string }
  | { readonly kind: "conflict"; readonly current: ServerDraft }
  | { readonly kind: "signedOut" }
  /** It will not take it, and trying the same again will not help. */
  | { readonly kind: "refused"; readonly detail: string; readonly errors: Readonly<Record<string, readonly string[]>>; readonly gone: boolean }
  /** Nobody answered, or the server cannot now; `after` seconds it asks to be left alone. */
  | { readonly kind: "away"; readonly isServer: boolean; readonly after: number };

const patience = 20_000;

/** Chromium, Firefox and Safari let a page that goes away send this much, headers and other such requests included. */
const mostWhenLeaving = 60 * 1024;

export async function load(address: string): Promise<ServerDraft | Exclude<Answer, { kind: "saved" | "conflict" }>> {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(patience) });
    if (response.ok) return await response.json() as ServerDraft;
    return await refusal(response) as Exclude<Answer, { kind: "saved" | "conflict" }>;
  } catch {
    return { kind: "away", isServer: false, after: 0 };
  }
}

export async function put(address: string, version: number, draft: Draft, client: string, isLeaving: boolean): Promise<Answer> {
  try {
    const all = request(version, draft, client);
    const response = await fetch(address, { ...all, keepalive: isLeaving && mayOutlive(all), signal: AbortSignal.timeout(patience) });
    if (response.ok) return { kind: "saved", ...await response.json() as { version: number; savedAt: string } };
    return await refusal(response);
  } catch {
    return { kind: "away", isServer: false, after: 0 };
  }
}

/** A last word while the page goes away. Nobody hears the answer; the journal knows that it was sent. */
export function putLeaving(address: string, version: number, draft: Draft, client: string): void {
  const all = request(version, draft, client);
  if (mayOutlive(all)) fetch(address, { ...all, keepalive: true }).catch(() => undefined);
}

const mayOutlive = ({ body }: { body: string }): boolean => new TextEncoder().encode(body).length <= mostWhenLeaving;

const request = (version: number, { title, lead, html }: Draft, client: string) => ({
  method: "PUT",
  headers: { "Content-Type": "application/json", Accept: "application/json, application/problem+json" },
  body: JSON.stringify({ version, title, lead, html, client }),
});

async function refusal(response: Response): Promise<Answer> {
  interface Problem { detail?: string; title?: string; errors?: Record<string, string[]>; current?: ServerDraft }
  const problem = await response.json().catch(() => ({})) as Problem;
  const { status } = response;
  if (status === 409 && problem.current) return { kind: "conflict", current: problem.current };
  if (status === 401) return { kind: "signedOut" };
  if (status === 429 || status === 408 || status >= 500) return { kind: "away", isServer: true, after: Number(response.headers.get("Retry-After")) || 0 };
  return { kind: "refused", detail: problem.detail ?? problem.title ?? "", errors: problem.errors ?? {}, gone: status === 404 || status === 410 };
}
