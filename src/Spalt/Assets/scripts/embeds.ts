/** What a frame may do: run, be itself towards its own host, and open links outside of the page. It can neither lead this page elsewhere nor reach it. */
const sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/**
 * Gives the room `<div class="embed-place" data-frame="https://…">` its button. Nothing is fetched from anybody before a reader presses it. Which
 * frames there may be says the server: it writes the address, and the policy that allows its host.
 */
export function offerEmbeds(): void {
  for (const place of document.querySelectorAll<HTMLElement>(".embed-place")) {
    const button = place.querySelector("button");
    for (const part of place.children) (part as HTMLElement).hidden = false;
    button?.addEventListener("click", () => show(place), { once: true });
  }
}

/** The button gives way to the frame, which is focused: whoever came by keyboard goes on in it. The room stays as large as it was. */
function show(place: HTMLElement): void {
  const { frame: source = "", allow = "", title = "" } = place.dataset;
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", sandbox);
  frame.allow = allow;
  frame.title = title;

  // Films are shown only to pages that say where they are: the newspaper's host, and not which page.
  frame.referrerPolicy = "strict-origin";
  frame.src = source;
  place.classList.add("shown");
  place.append(frame);
  frame.focus();
}
