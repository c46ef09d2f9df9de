/** The page's words for the editor, in the language of the network: `<script type="application/json" id="editor-words">`. */
const words = JSON.parse(document.getElementById("editor-words")?.textContent || "{}") as Record<string, string>;

const language = document.documentElement.lang || "sv";
const numbers = new Intl.NumberFormat(language);
const clock = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { hour: "2-digit", minute: "2-digit" });
const calendar = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { day: "numeric", month: "long" });

/** A text of the page by its key, `{0}` and `{1}` filled in. */
export const say = (key: string, ...values: readonly (string | number)[]): string =>
  (words[key] ?? "").replace(/\{(\d)(?::N0)?\}/g, (_, place: string) => written(values[Number(place)]));

/** A text that depends on a number: `key.One` or `key.Many`. */
export const sayCount = (key: string, count: number): string => say(`${key}.${count === 1 ? "One" : "Many"}`, count);

/** "14.32", and with the day before it when that was not today: "3 maj 14.32". */
export function moment(instant: string | number): string {
  const at = new Date(instant);
  const time = language === "sv" ? clock.format(at).replace(":", ".") : clock.format(at);
  return at.toDateString() === new Date().toDateString() ? time : `${calendar.format(at)} ${time}`;
}

const written = (value: string | number | undefined): string => typeof value === "number" ? numbers.format(value) : value ?? "";
