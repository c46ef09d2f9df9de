/**
 * An old link to a comment (`…/slug/#comment-664`) names it where the server never sees it. Where it stands on a later page of the thread,
 * `<section id="comments" data-find="/-/posts/12/comments/at/">` knows the way.
 */
export function findComment(): void {
  const which = /^#comment-(s?\d{1,18})$/.exec(location.hash)?.[1];
  const find = document.getElementById("comments")?.dataset.find;
  if (which && find && !document.getElementById(location.hash.slice(1))) location.replace(find + which);
}
