/** A table or listing that scrolls in its own box can be reached by the keyboard, so that the arrow keys scroll it. */
export function reachScrollers(): void {
  const sizes = new ResizeObserver((boxes) => {
    for (const { target } of boxes) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll(".body table, .body pre")) sizes.observe(box);
}
