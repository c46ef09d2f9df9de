import type { Page } from "./saving/draft";
import { Writing } from "./writing";

const form = document.querySelector<HTMLFormElement>("form#writing");
const body = form?.elements.namedItem("body");

if (form && body instanceof HTMLTextAreaElement) {
  const { draft = "", pictures = "", signin = "", post = "", account = "", language = "" } = form.dataset;
  const page: Page = { draft, pictures, signin, post, account, language };
  void new Writing(form, page, body).open();
}
