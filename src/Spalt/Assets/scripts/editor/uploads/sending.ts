import { say } from "../words";

/** What the server says of a picture that it took. */
export interface Taken {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** What the library says of it, where it knows the picture already; null where nobody has said what it shows. */
  readonly alt: string | null;
  readonly credit: string;
}

/** Why it did not: in the person's language where the server said so, "" where nobody answered. `again` when trying again may help. */
export class NotTaken extends Error {
  constructor(readonly detail: string, readonly again: boolean) {
    super(detail);
  }
}

/** Sends a picture's bytes. XMLHttpRequest, because fetch does not say how far it has come. */
export function send(address: string, file: File, progress: (part: number) => void, cancel: AbortSignal): Promise<Taken> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${address}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (p) => { if (p.lengthComputable) progress(p.loaded / p.total); });
    request.addEventListener("load", () => {
      const answer = request.response as (Partial<Taken> & { detail?: string }) | null;
      if (request.status === 201 && answer?.url) {
        done({ url: answer.url, width: answer.width ?? 0, height: answer.height ?? 0, alt: answer.alt ?? null, credit: answer.credit ?? "" });
      }
      // A proxy before the server may have a limit of its own, and says nothing that people understand.
      else failed(new NotTaken(answer?.detail ?? (request.status === 413 ? say("Upload.TooLarge") : ""), ![413, 415, 422].includes(request.status)));
    });
    for (const kind of ["error", "timeout"] as const) request.addEventListener(kind, () => failed(new NotTaken("", true)));
    request.addEventListener("abort", () => failed(new NotTaken("", false)));
    cancel.addEventListener("abort", () => request.abort());
    if (cancel.aborted) failed(new NotTaken("", false));
    else request.send(file);
  });
}
