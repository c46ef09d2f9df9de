import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { sayCount } from "./words";

const counted = new WeakMap<Node, number>();
const wordsAMinute = 220;

/** Says how long the post is, when nothing else is to do. Blocks that did not change are not counted again. */
export function countWords(editor: Editor, into: HTMLElement): void {
  const idle = window.requestIdleCallback ?? ((ask: () => void) => setTimeout(ask, 300));
  let isAsked = false;
  const tell = (): void => {
    isAsked = false;
    let words = 0;
    editor.state.doc.forEach((block) => { words += wordsOf(block); });
    into.textContent = `${sayCount("Count.Words", words)} · ${sayCount("Count.Minutes", Math.max(1, Math.round(words / wordsAMinute)))}`;
  };
  editor.on("transaction", ({ transaction }) => {
    if (isAsked || !transaction.docChanged) return;
    isAsked = true;
    idle(tell);
  });
  tell();
}

function wordsOf(block: Node): number {
  let words = counted.get(block);
  if (words === undefined) {
    words = textOf(block).match(/[\p{L}\p{N}][\p{L}\p{N}'’\-:.,]*/gu)?.length ?? 0;
    counted.set(block, words);
  }
  return words;
}

const textOf = (block: Node): string =>
  block.type.name === "verbatim" ? String(block.attrs["html"]).replace(/<[^>]*>/g, " ") : block.textBetween(0, block.content.size, " ", " ");
