/**
 * Tells the server that the page was seen: which page, and the host that led here. Nothing of the reader, nothing kept on the device.
 * Reloads and steps back are no new reads; nor is a page that is only fetched ahead.
 */
export function countRead(): void {
  const page = document.body.dataset["read"];
  const arrival = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  if (page === undefined || arrival?.type === "reload" || arrival?.type === "back_forward" || navigator.webdriver) {
    return;
  }

  const tell = (): void => {
    if (document.visibilityState === "visible") {
      document.removeEventListener("visibilitychange", tell);
      navigator.sendBeacon("/-/read", new URLSearchParams({ page, from: leader() }));
    }
  };
  document.addEventListener("visibilitychange", tell);
  tell();
}

/** The host of the page before; nothing where it was one of ours. */
function leader(): string {
  const host = document.referrer === "" ? "" : new URL(document.referrer).hostname;
  return host === location.hostname ? "" : host;
}
