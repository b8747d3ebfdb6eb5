import { html } from "hono/html";
import type { Kind } from "./kind.ts";
import type { Markup } from "./layout.ts";
import { hrefOf, type Scene } from "./scene.ts";
import { type Cell, table } from "./table.ts";

/** Rows of a page of a list, and of a section with the newest of a kind. */
export const SHOWN_ROWS = 50;

/** The pages of one kind of thing. */
export interface Listing {
  path: string;
  title: string;
  count(scene: Scene): number;
  /** The page of the list that its address asks for: `q`, `page` and the filters by their names. */
  list(scene: Scene, query: Readonly<Record<string, string>>): Markup;
  /** Undefined if there is no such thing. */
  detail(scene: Scene, id: string): Markup | undefined;
  /** The newest, on a page about more. */
  newest(scene: Scene): Markup;
}

export function createListing<T>(kind: Kind<T>): Listing {
  const { path, title } = kind;
  return {
    path,
    title,
    count: (scene) => kind.all(scene).length,
    list(scene, query) {
      const all = kind.all(scene);
      const found = all.filter((thing) => matches(kind, thing, scene, query)).reverse();
      const pages = Math.max(1, Math.ceil(found.length / SHOWN_ROWS));
      const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.page)) || 1));
      const shown = found.slice((page - 1) * SHOWN_ROWS, page * SHOWN_ROWS);
      return html`
        ${searchForm(kind, all, scene, query)}
        <div data-live id="list">
          <p class="note" role="status">${countText(found.length, all.length, page, pages)}</p>
          ${table(title, kind.columns, rowsOf(kind, shown, scene))}
          ${pager(path, query, page, pages)}
        </div>
      `;
    },
    detail(scene, id) {
      const thing = kind.find(scene, id);
      return thing === undefined ? undefined : kind.detail(thing, scene);
    },
    newest: (scene) => related(kind, kind.all(scene), scene, title),
  };
}

/** A section with the newest of some things of a kind. */
export function related<T>(
  kind: Kind<T>,
  things: readonly T[],
  scene: Scene,
  title = kind.title,
): Markup {
  const rows = rowsOf(kind, things.slice(-SHOWN_ROWS).reverse(), scene);
  return html`
    <section>
      <h2>${title}</h2>
      ${things.length > SHOWN_ROWS ? html`<p class="note">The last ${SHOWN_ROWS} of ${things.length}.</p>` : ""}
      ${table(title, kind.columns, rows)}
    </section>
  `;
}

function rowsOf<T>(kind: Kind<T>, things: readonly T[], scene: Scene): Cell[][] {
  return things.map((thing) => {
    const [text, ...rest] = kind.row(thing, scene);
    return [{ text, href: hrefOf(kind.path, kind.idOf(thing)) }, ...rest];
  });
}

function matches<T>(
  { texts, filters }: Kind<T>,
  thing: T,
  scene: Scene,
  query: Readonly<Record<string, string>>,
): boolean {
  const wanted = (query.q ?? "").trim().toLowerCase();
  const isFound =
    wanted === "" || texts(thing, scene).some((text) => text.toLowerCase().includes(wanted));
  return (
    isFound && filters.every(({ name, of }) => !query[name] || of(thing, scene) === query[name])
  );
}

function searchForm<T>(
  { path, filters }: Kind<T>,
  all: readonly T[],
  scene: Scene,
  query: Readonly<Record<string, string>>,
): Markup {
  return html`
    <form class="search" method="get" action="/_emulator/${path}" role="search">
      <p>
        <label for="q">Search</label>
        <input id="q" name="q" type="search" value="${query.q ?? ""}" />
      </p>
      ${filters.map(({ name, label, of }) => {
        const values = [...new Set(all.map((thing) => of(thing, scene)))].sort();
        return html`<p>
          <label for="${name}">${label}</label>
          <select id="${name}" name="${name}">
            <option value="">All</option>
            ${values.map((value) => html`<option value="${value}" ${value === query[name] ? "selected" : ""}>${value}</option>`)}
          </select>
        </p>`;
      })}
      <p><button type="submit">Show</button></p>
    </form>
  `;
}

function countText(found: number, all: number, page: number, pages: number): string {
  const count = found === all ? `${all}` : `${found} of ${all}`;
  return pages === 1
    ? `${count}, the newest first.`
    : `${count}, the newest first; page ${page} of ${pages}.`;
}

function pager(
  path: string,
  query: Readonly<Record<string, string>>,
  page: number,
  pages: number,
): Markup {
  if (pages === 1) return html``;
  const link = (to: number, text: string) => {
    const address = `/_emulator/${path}?${new URLSearchParams({ ...query, page: String(to) })}`;
    return to < 1 || to > pages ? "" : html`<a href="${address}">${text}</a>`;
  };
  return html`<nav class="pager" aria-label="Pages">
    ${page > 2 ? link(1, "Newest") : ""} ${link(page - 1, "Newer")} ${link(page + 1, "Older")}
    ${page < pages - 1 ? link(pages, "Oldest") : ""}
  </nav>`;
}
