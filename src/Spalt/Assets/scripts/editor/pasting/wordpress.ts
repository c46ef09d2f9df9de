/** `[caption …]<img> Words[/caption]`, as WordPress kept captions for ten years, while it is still text. */
export const mendShortcodes = (html: string): string => html
  .replace(/\[caption\b[^\]]*\]((?:(?!\[\/caption\]).)*?<img\b[^>]*>(?:\s*<\/a>)?)((?:(?!\[\/caption\]).)*)\[\/caption\]/gis, "<figure>$1<figcaption>$2</figcaption></figure>")
  .replace(/\[embed\b[^\]]*\]\s*(https?:\/\/[^\s<[]+)\s*\[\/embed\]/gi, '<figure class="embed"><a href="$1">$1</a></figure>')
  .replace(/\[\/?(?:gallery|audio|video|playlist)\b[^\]]*\]/gi, "");

/** What WordPress's themes and its block editor write, as the elements it means. */
export function mendWordPress(root: Element): void {
  const doc = root.ownerDocument;
  for (const box of root.querySelectorAll(".wp-caption")) {
    if (box.localName === "figure") continue;
    const figure = doc.createElement("figure");
    const words = box.querySelector(".wp-caption-text, .wp-caption-dd");
    const img = box.querySelector("img");
    if (!img) continue;
    figure.append(img);
    if (words) figure.append(rename(words, "figcaption"));
    box.replaceWith(figure);
  }
  for (const group of root.querySelectorAll(".wp-block-gallery, .gallery:not(div.gallery > *)")) {
    const pictures = [...group.querySelectorAll("img")].map((img) => {
      const own = img.closest("figure, .gallery-item");
      const figure = doc.createElement("figure");
      const words = own && own !== group ? own.querySelector("figcaption, .gallery-caption, .wp-caption-text") : null;
      figure.append(img);
      if (words) figure.append(rename(words, "figcaption"));
      return figure;
    });
    const gallery = doc.createElement("div");
    gallery.className = "gallery";
    gallery.append(...pictures);
    group.replaceWith(gallery);
  }
  for (const quote of root.querySelectorAll(".wp-block-pullquote, aside.pullquote, .pullquote, .pull-quote")) {
    const aside = doc.createElement("aside");
    aside.className = "pullquote";
    const inner = quote.querySelector("blockquote") ?? quote;
    aside.append(...inner.childNodes);
    for (const cite of aside.querySelectorAll("cite")) cite.replaceWith(rename(cite, "p"));
    quote.replaceWith(aside);
  }
  for (const embed of root.querySelectorAll(".wp-block-embed")) {
    const address = /https?:\/\/[^\s<"]+/.exec(embed.querySelector(".wp-block-embed__wrapper")?.textContent ?? "")?.[0];
    if (!address || embed.querySelector("iframe")) continue;
    const words = embed.querySelector("figcaption");
    embed.replaceWith(embedFor(doc, address, address, words));
  }
}

/** The stored form of something that lies elsewhere. */
export function embedFor(doc: Document, address: string, text: string, words: Element | null): Element {
  const figure = doc.createElement("figure");
  figure.className = "embed";
  const link = doc.createElement("a");
  link.className = "embed-link";
  link.setAttribute("href", address);
  link.textContent = text || address;
  figure.append(link);
  if (words) figure.append(words);
  return figure;
}

function rename(old: Element, name: string): Element {
  const made = old.ownerDocument.createElement(name);
  made.append(...old.childNodes);
  return made;
}
