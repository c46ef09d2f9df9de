const grows = CSS.supports("field-sizing", "content");

/**
 * The headline is one line however many rows it takes: Enter leads on to the text, and what is pasted loses its line breaks. Returns what
 * fits the field to other words.
 */
export function keepToOneLine(title: HTMLTextAreaElement, goOn: () => void): () => void {
  const fit = (): void => {
    if (grows) return;
    title.rows = 1;
    title.style.height = "auto";
    title.style.height = `${title.scrollHeight + title.offsetHeight - title.clientHeight}px`;
  };
  title.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (!event.ctrlKey && !event.metaKey && !event.altKey) goOn();
  });
  title.addEventListener("input", () => {
    if (title.value.includes("\n")) title.setRangeText(title.value.replace(/\s*\n\s*/g, " "), 0, title.value.length, "end");
    fit();
  });
  addEventListener("resize", fit);
  fit();
  return fit;
}
