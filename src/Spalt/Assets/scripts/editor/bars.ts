const air = 12;

interface Sides { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }

/** How much of the window is covered by what stays in sight, in pixels: the tools above, the buttons below. */
export const bars = (frame: HTMLElement): Sides => ({
  get top() { return air + height(frame.querySelector(".editor-tools")); },
  get bottom() { return air + height(frame.closest("form")?.querySelector(".actions")); },
  left: 5,
  right: 5,
});

const height = (bar: Element | null | undefined): number => bar instanceof HTMLElement ? bar.offsetHeight : 0;
