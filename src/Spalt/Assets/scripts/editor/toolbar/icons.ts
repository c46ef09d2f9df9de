/** Strokes on a sheet of 24 × 24. */
const strokes: Readonly<Record<string, string>> = {
  heading2: "M3 5v14M3 12h8M11 5v14M15 13c0-4 6-4 6-1 0 3-6 4-6 7h6",
  heading3: "M3 5v14M3 12h8M11 5v14M15 11h6l-3.500 3.500c5-.5 4 5 .5 4.500-2 0-3-1-3-1",
  heading4: "M3 5v14M3 12h8M11 5v14M20 19v-9l-5 6h6.500",
  bold: "M7 4h6a4 4 0 0 1 0 8H7zM7 12h7a4 4 0 0 1 0 8H7z",
  italic: "M10 4h8M6 20h8M14 4l-4 16",
  strike: "M4 12h16M16 7a4 3 0 0 0-4-3c-3 0-5 2-4 5M8 17a4 3 0 0 0 4 3c3 0 5-2 4-5",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  link: "M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l1-1",
  superscript: "M4 8l8 10M12 8L4 18M16 4c3-2 5 1 3 3l-3 3h5",
  subscript: "M4 4l8 10M12 4L4 14M16 15c3-2 5 1 3 3l-3 3h5",
  bulletList: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  orderedList: "M10 6h10M10 12h10M10 18h10M4 4l1.5-1V9M4 14c2-2 3 0 2 1.500l-2 3.500h3",
  quote: "M4 5v14M9 7h11M9 12h11M9 17h7",
  quoteSource: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-5 3-7 8-7s8 2 8 7",
  pullQuote: "M10 6c-4 1-5 4-5 7h4v5H4M20 6c-4 1-5 4-5 7h4v5h-5",
  factBox: "M3 4h18v16H3zM7 8h6M7 12h10M7 16h10",
  codeBlock: "M3 4h18v16H3zM9 9l-3 3 3 3M15 9l3 3-3 3",
  divider: "M3 12h18M8 5h8M8 19h8",
  footnote: "M3 8h9M3 13h12M3 18h12M17 5l2-1v6",
  table: "M3 4h18v16H3zM3 10h18M3 15h18M10 4v16",
  picture: "M3 4h18v16H3zM3 17l5-5 4 4 3-3 6 5M16 9h.01",
  camera: "M3 7h4l2-3h6l2 3h4v13H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8",
  gallery: "M7 3h14v13H7zM3 7v14h14M7 13l4-4 3 3 2-2 5 4",
  undo: "M8 4L3 9l5 5M3 9h11a6 6 0 0 1 0 11h-4",
  redo: "M16 4l5 5-5 5M21 9H10a6 6 0 0 0 0 11h4",
  find: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M15 15l6 6",
  rowAdd: "M3 4h18v7H3zM12 15v6M9 18h6", rowRemove: "M3 4h18v7H3zM9 18h6",
  columnAdd: "M4 3h7v18H4zM15 12h6M18 9v6", columnRemove: "M4 3h7v18H4zM15 12h6",
  headRow: "M3 4h18v16H3zM3 5h18M3 6h18M3 7h18M3 8h18M3 9h18M10 10v10", tableRemove: "M3 4h18v16H3zM8 9l8 6M16 9l-8 6",
};

const svg = "http://www.w3.org/2000/svg";

/** The sign on a button. Its name stands in the button's label. */
export function sign(name: string): Element {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(document.createElementNS(svg, "path"));
  drawing.firstElementChild!.setAttribute("d", strokes[name] ?? "");
  return drawing;
}
