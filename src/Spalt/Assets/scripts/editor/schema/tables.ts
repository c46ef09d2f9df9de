import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";

/** What the stored form keeps of a cell. The widths are the page's business; the table commands want the attribute to be there. */
const cell = {
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  colwidth: { default: null, rendered: false, parseHTML: () => null },
};

function span(name: "colspan" | "rowspan") {
  return {
    default: 1,
    parseHTML: (from: HTMLElement) => Math.min(100, Math.max(1, Number.parseInt(from.getAttribute(name) ?? "1", 10) || 1)),
    renderHTML: (attributes: Record<string, unknown>) => attributes[name] === 1 ? {} : { [name]: attributes[name] },
  };
}

const scope = {
  default: null,
  parseHTML: (from: HTMLElement) => /^(?:row|col|rowgroup|colgroup)$/.exec(from.getAttribute("scope") ?? "")?.[0] ?? null,
};

/** A plain table; which rows are its head is seen when it is written (`html.ts`). */
export const tables = [
  Table.extend({ renderHTML: () => ["table", ["tbody", 0]] }).configure({ resizable: false, View: null }),
  TableRow,
  TableCell.extend({ addAttributes: () => cell }),
  TableHeader.extend({ addAttributes: () => ({ ...cell, scope }) }),
];
