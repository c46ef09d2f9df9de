import type { Editor } from "@tiptap/core";
import { element } from "../elements";
import { say } from "../words";
import { sign } from "./icons";
import { tools, type Tool } from "./tools";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * A toolbar after the ARIA Authoring Practices: one stop of the Tab key, arrows, Home and End inside, Alt+F10 from the
 * text, Escape back to it.
 */
export function toolbar(editor: Editor, find: () => void): HTMLElement {
  const bar = element("div", { role: "toolbar", class: "editor-toolbar", "aria-label": say("Toolbar.Label"), "aria-controls": editor.view.dom.id });
  const pairs: [Tool, HTMLButtonElement][] = [];
  for (const group of tools(find)) {
    const box = element("div", { class: "group" });
    for (const tool of group) {
      const made = buttonFor(tool, editor);
      pairs.push([tool, made]);
      box.append(made);
    }
    bar.append(box);
  }

  const show = (): void => {
    for (const [tool, made] of pairs) {
      made.hidden = !(tool.when?.(editor) ?? true);
      if (tool.isOn) set(made, "aria-pressed", String(tool.isOn(editor)));
      // Not `disabled`: a button that vanishes from under the focus throws the person out of the toolbar.
      set(made, "aria-disabled", String(!works(tool, editor)));
    }
    for (const box of bar.children) (box as HTMLElement).hidden = [...box.children].every((b) => (b as HTMLElement).hidden);
    if (!pairs.some(([, made]) => made.tabIndex === 0 && !made.hidden)) rove(pairs.find(([, made]) => !made.hidden)?.[1]);
  };
  const rove = (to: HTMLButtonElement | undefined): void => {
    for (const [, made] of pairs) made.tabIndex = made === to ? 0 : -1;
  };

  bar.addEventListener("focusin", (event) => rove(event.target as HTMLButtonElement));
  // The pointer leaves the selection in the text where it is.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("keydown", (event) => {
    const shown = pairs.map(([, made]) => made).filter((made) => !made.hidden);
    const at = shown.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      shown[(next + shown.length) % shown.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      editor.view.focus();
    }
  });
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      pairs.find(([, made]) => made.tabIndex === 0)?.[1].focus();
    }
  });

  // What is pressed need not be known before the letter is on the screen.
  let isAsked = false;
  editor.on("transaction", () => {
    if (isAsked) return;
    isAsked = true;
    setTimeout(() => { isAsked = false; show(); }, 60);
  });
  show();
  return bar;
}

function buttonFor(tool: Tool, editor: Editor): HTMLButtonElement {
  const name = say(`Tool.${tool.name}`);
  const made = element("button", {
    type: "button", "data-tool": tool.name, "aria-label": name, title: tool.keys ? `${name} (${spoken(tool.keys)})` : name, tabindex: -1,
    "aria-keyshortcuts": tool.keys?.replace("Mod", isMac ? "Meta" : "Control"),
  }, sign(tool.name));
  made.addEventListener("click", () => {
    // What holds now; what the button shows may be from before the last key.
    if (!works(tool, editor)) return;
    editor.view.focus(); // At once: the next key is meant for the text.
    tool.act(editor);
  });
  return made;
}

const works = (tool: Tool, editor: Editor): boolean => editor.isEditable && (tool.can?.(editor) ?? true);

const spoken = (keys: string): string => keys.replace("Mod", isMac ? "⌘" : "Ctrl").replace("Alt", isMac ? "⌥" : "Alt");

function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
