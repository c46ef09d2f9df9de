// Passkeys, on the sign-in page and in one's account. Without this script or without passkeys in the browser the buttons stay hidden.

const canUse = typeof PublicKeyCredential !== "undefined" && "parseCreationOptionsFromJSON" in PublicKeyCredential;

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-passkey]")) {
  if (!canUse) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const says = document.getElementById("passkey-status");
    button.disabled = true;
    try {
      await (button.dataset["passkey"] === "add" ? add() : signIn(button));
    } catch (error) {
      // Whoever closes the browser's own question has changed their mind: nothing is wrong.
      const isCancelled = error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
      if (error instanceof Refusal && error.needs === "password") askForPassword();
      if (says) says.textContent = isCancelled ? "" : error instanceof Refusal ? error.message : (button.dataset["failed"] ?? "");
    } finally {
      button.disabled = false;
    }
  });
}

class Refusal extends Error {
  constructor(why: string, readonly needs: string) {
    super(why);
  }
}

const passwordField = (): HTMLInputElement | null => document.querySelector("#passkey-password");

function askForPassword(): void {
  document.getElementById("passkey-proof")?.removeAttribute("hidden");
  passwordField()?.focus();
}

async function add(): Promise<void> {
  const password = passwordField()?.value;
  const options = await ask("/-/account/passkeys/options", { password });
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(await options.json()) });
  await ask("/-/account/passkeys", { credential, password });

  // The list of passkeys is on this page.
  location.reload();
}

async function signIn(button: HTMLButtonElement): Promise<void> {
  const options = await ask("/-/login/passkey/options");
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await options.json()) });
  await ask("/-/login/passkey", { credential });
  location.assign(button.dataset["next"] ?? "/-/start");
}

async function ask(path: string, body: object = {}): Promise<Response> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; needs?: string };
  throw problem.detail ? new Refusal(problem.detail, problem.needs ?? "") : new Error(String(answer.status));
}
