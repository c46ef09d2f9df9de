/**
 * Tells when somebody began to write a comment: the page is the same bytes for everybody, so the time is asked for at the first touch of the form, and
 * sent along with it. Without it the comment goes the same way.
 *
 * Where the newspaper asks for it (`<input name="work">`), the browser also does some work for the seal of that time while its reader types. Nothing waits for it: what is
 * sent before it is done goes without.
 */
export function tellWhenCommentsBegin(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.commenting")) {
    const began = form.querySelector<HTMLInputElement>("input[name=began]");
    if (!began) continue;
    const work = form.querySelector<HTMLInputElement>("input[name=work]");
    let asked: Promise<number> | undefined;
    const bits = (): Promise<number> => (asked ??= began.value === "" ? ask(form, began) : Promise.resolve(Number(work?.dataset.bits)));

    form.addEventListener("focusin", () => void bits(), { once: true });
    if (work?.value !== "" || !isSecureContext) continue;
    const begin = async (): Promise<void> => {
      form.removeEventListener("input", begin);
      form.removeEventListener("focusin", beginAgain);
      const many = await bits();
      if (many > 0) work.value = await find(began.value, many);
    };
    // What was kept of an earlier time may be sent as it is.
    const beginAgain = (): void => {
      if (form.querySelector("textarea")?.value) void begin();
    };
    form.addEventListener("input", begin);
    form.addEventListener("focusin", beginAgain);
  }
}

/** Fills in the seal; answers how many bits of work are asked for, 0 for none. */
async function ask(form: HTMLFormElement, began: HTMLInputElement): Promise<number> {
  try {
    const answer = await fetch(form.action.replace(/comment$/, "began"));
    if (!answer.ok) return 0;
    const [seal, bits] = (await answer.text()).split(" ");
    began.value = seal ?? "";
    return Number(bits ?? 0);
  } catch {
    return 0;
  }
}

/** Numbers that are tried before somebody else has the turn: a few milliseconds. */
const step = 64;

/** The first number such that SHA-256 of `SEAL:NUMBER` begins with so many zero bits (at most 32). */
async function find(seal: string, bits: number): Promise<string> {
  const text = new TextEncoder();
  for (let first = 0; ; first += step) {
    const hashes = await Promise.all(Array.from({ length: step }, (_, i) => crypto.subtle.digest("SHA-256", text.encode(`${seal}:${first + i}`))));
    const found = hashes.findIndex((hash) => new DataView(hash).getUint32(0) >>> (32 - bits) === 0);
    if (found >= 0) return String(first + found);
    await new Promise((go) => setTimeout(go));
  }
}
