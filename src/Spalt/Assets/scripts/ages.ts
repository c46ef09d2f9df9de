const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

/**
 * Turns "kl. 14.20" in `<time data-age datetime="…">` into "för 3 minuter sedan", and keeps it true. A page may lie
 * frozen in a cache, so only the reader's clock knows the age. The absolute text moves to the title.
 */
export function tellAges(): void {
  const times = [...document.querySelectorAll<HTMLTimeElement>("time[data-age]")];
  if (times.length === 0) return;

  const words = new Intl.RelativeTimeFormat(document.documentElement.lang || undefined, { numeric: "auto" });
  for (const time of times) time.title ||= time.textContent?.trim() ?? "";
  const tell = (): void => {
    for (const time of times) time.textContent = age(time.dateTime, words) ?? time.title;
  };

  tell();
  setInterval(() => { if (!document.hidden) tell(); }, 60_000);
}

/** The age in words; undefined for a time that cannot be read or lies ahead of the reader's clock. */
function age(instant: string, words: Intl.RelativeTimeFormat): string | undefined {
  const seconds = (Date.now() - Date.parse(instant)) / 1000;
  if (!(seconds >= -60)) return undefined;

  const [unit, length] = steps.find(([, length]) => seconds >= length) ?? ["minute", 60];
  return words.format(-Math.max(0, Math.floor(seconds / length)), unit);
}
