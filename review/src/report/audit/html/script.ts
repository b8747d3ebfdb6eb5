/**
 * Sorts and searches the table of clients. Without it the page has the same rows, worst first; the
 * controls show only where it runs. It reads attributes and texts, and writes no HTML.
 */
export const SCRIPT = `
"use strict";
(() => {
  const body = document.querySelector("tbody");
  if (body === null) return;
  const rows = [...body.rows];
  const heads = [...document.querySelectorAll("thead th")];
  const search = document.getElementById("search");
  const least = document.getElementById("least");
  const order = document.getElementById("order");
  const count = document.getElementById("count");
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent : Number(cell.dataset.key);
  };
  const collator = new Intl.Collator("en", { numeric: true });
  const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

  const filter = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const limit = Number(least.value);
    let shown = 0;
    for (const row of rows) {
      const isShown =
        Number(row.cells[0].dataset.key) <= limit && words.every((word) => textOf(row).includes(word));
      row.hidden = !isShown;
      if (isShown) shown += 1;
    }
    count.textContent = shown + " of " + rows.length + " clients";
  };
  const sort = (column, isDescending) => {
    const keyed = rows.map((row, at) => [keyOf(row, column), at, row]);
    keyed.sort((a, b) => (isDescending ? compare(b[0], a[0]) : compare(a[0], b[0])) || a[1] - b[1]);
    const fragment = document.createDocumentFragment();
    for (const [, , row] of keyed) fragment.append(row);
    body.append(fragment);
    heads.forEach((head, at) => {
      if (at === column) head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    order.value = String(column);
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending"));
    head.replaceChildren(button);
    order.append(new Option(button.textContent, String(column)));
  });
  search.addEventListener("input", filter);
  least.addEventListener("change", filter);
  order.addEventListener("change", () => sort(Number(order.value), false));
  heads[0].setAttribute("aria-sort", "ascending");
  filter();
  document.querySelector(".controls").hidden = false;
})();
`;
