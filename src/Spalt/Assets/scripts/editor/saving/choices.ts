import type { Schema } from "@tiptap/pm/model";
import { DOMSerializer } from "@tiptap/pm/model";
import { button, download, element, freshId } from "../elements";
import { write } from "../html";
import { read } from "../reading";
import { moment, say } from "../words";
import type { Draft } from "./draft";
import type { Journal } from "./journal";

interface Side { readonly draft: Draft; readonly title: string; readonly choose: string }

/**
 * Two texts and one question, above the editor and in nobody's way: what is on this device or what is on the server?
 * Resolves to the index of the side chosen. Neither is lost: the other stays, on the device or as a revision.
 */
export function choose(place: HTMLElement, schema: Schema, why: string, sides: readonly [Side, Side]): Promise<0 | 1> {
  const heading = element("h2", { id: freshId("choice") }, why);
  const panel = element("section", { class: "choice", "aria-labelledby": heading.id, tabindex: "-1" }, heading, element("p", {}, say("Choice.NothingLost")));
  const both = element("div", { class: "both", hidden: true }, ...sides.map((side) => sheet(side, schema)));
  return new Promise((chosen) => {
    const buttons = sides.map((side, index) => button(side.choose, () => {
      panel.remove();
      chosen(index as 0 | 1);
    }, { class: index === 0 ? "button" : "button quiet" }));
    const look = button(say("Choice.Look"), () => {
      both.hidden = !both.hidden;
      look.setAttribute("aria-expanded", String(!both.hidden));
    }, { class: "button quiet", "aria-expanded": "false" });
    panel.append(element("p", { class: "ways-out" }, ...buttons, look), both);
    place.prepend(panel);
    // Whoever is writing goes on writing: a key must not land in the question.
    if (!place.closest("form")?.contains(document.activeElement)) panel.focus();
  });
}

function sheet({ draft, title }: Side, schema: Schema): HTMLElement {
  const body = element("div", { class: "body", inert: true });
  body.append(DOMSerializer.fromSchema(schema).serializeFragment(read(draft.html, schema).content));
  // It scrolls where it is long: keys must reach it.
  return element("article", { tabindex: "0", "aria-label": title }, element("h3", {}, title), element("p", { class: "sheet-title" }, draft.title), ...(draft.lead ? [element("p", { class: "lede" }, draft.lead)] : []), body);
}

/** Older texts that this device keeps, each to be taken home or thrown away. */
export async function showKept(place: HTMLElement, journal: Journal, schema: Schema): Promise<void> {
  const all = await journal.kept();
  place.querySelector(".kept")?.remove();
  if (all.length === 0) return;
  const rows = all.map((old) => element("li", {},
    element("span", {}, `${moment(old.at)}: ${old.title || say("Kept.Untitled")}`),
    button(say("Kept.Download"), () => download(fileName(old, old.at), "text/html", asPage(old, schema)), { class: "small-button" }),
    button(say("Kept.Forget"), () => void journal.forget(old).then(() => showKept(place, journal, schema)), { class: "small-button" })));
  place.append(element("details", { class: "kept" }, element("summary", {}, say("Kept.Title")), element("ul", {}, ...rows)));
}

function fileName({ title }: Draft, at: number): string {
  const name = title.normalize("NFD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/\p{M}/gu, "").replace(/^-|-$/g, "").toLowerCase();
  return `${name.slice(0, 60) || "post"}-${new Date(at).toISOString().slice(0, 16).replace(/[:T]/g, "-")}.html`;
}

function asPage(draft: Draft, schema: Schema): string {
  const page = document.implementation.createHTMLDocument(draft.title);
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  const [title, lead, body] = [page.createElement("h1"), page.createElement("p"), page.createElement("div")];
  title.textContent = draft.title;
  lead.textContent = draft.lead;
  body.innerHTML = write(read(draft.html, schema));
  page.body.append(title, lead, body);
  return `<!doctype html>\n${page.documentElement.outerHTML}`;
}
