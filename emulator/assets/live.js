// Replaces what a page shows of the emulator's state once that has changed.

const INTERVAL_MS = 1000;

let version = Number(document.body.dataset.version);
let isPaused = false;

const status = document.createElement("span");
status.setAttribute("role", "status");

const pause = document.createElement("button");
pause.type = "button";
pause.textContent = "Pause updates";
pause.setAttribute("aria-pressed", "false");
pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.setAttribute("aria-pressed", String(isPaused));
});

const place = document.createElement("p");
place.append(pause, " ", status);
document.querySelector("header")?.append(place);

/** What a focused element can be found by again in a newer page. @param {Element | null} element */
function keyOf(element) {
  return element?.getAttribute("href") ?? element?.getAttribute("aria-label") ?? undefined;
}

/** Whether someone is about to copy a text. @param {Element} region */
function isSelected(region) {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(region, true);
}

/** @param {Element} region @param {Element} newer */
function replace(region, newer) {
  if (region.outerHTML === newer.outerHTML || isSelected(region)) return;
  const focused = region.contains(document.activeElement)
    ? keyOf(document.activeElement)
    : undefined;
  const scrolled = [...region.querySelectorAll(".scroll")].map(({ scrollLeft }) => scrollLeft);
  region.replaceWith(newer);
  newer.querySelectorAll(".scroll").forEach((part, index) => {
    part.scrollLeft = scrolled[index] ?? 0;
  });
  if (focused === undefined) return;
  for (const element of newer.querySelectorAll("a, [tabindex]")) {
    if (keyOf(element) === focused && element instanceof HTMLElement) {
      element.focus({ preventScroll: true });
      return;
    }
  }
}

async function refresh() {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const region of document.querySelectorAll("[data-live]")) {
    const newer = page.getElementById(region.id);
    if (newer !== null) replace(region, document.adoptNode(newer));
  }
}

async function look() {
  try {
    if (isPaused || document.hidden) return;
    const response = await fetch("/_emulator/changes");
    const { version: newest } = await response.json();
    if (newest !== version) await refresh();
    version = newest;
    status.textContent = "";
  } catch {
    status.textContent = "The emulator does not respond.";
  } finally {
    setTimeout(look, INTERVAL_MS);
  }
}

setTimeout(look, INTERVAL_MS);
