import type { CallOptions, ConnectedApp, ConnectedAppPage } from "./api.ts";
import { StytchApiError } from "./errors.ts";

/** The most clients that Stytch returns in one response, what a server that refuses that accepts, and its own default. */
const LIMITS = [1000, 100, undefined];
/** Bounds the time if pages never end: this many pages, and one more for each ten different clients. */
const MAX_PAGES = 50;
const CLIENTS_A_PAGE = 10;
const MAX_CLIENTS = 50_000;
/** Bounds the memory: characters in the values of all clients; 50,000 usual clients have nine tenths of that. */
const MAX_CHARACTERS = 12_000_000;

/** What lists the clients of a project, with whatever it knows of each. */
export interface Searchable<App extends ConnectedApp = ConnectedApp> {
  searchConnectedApps(
    page: { cursor?: string | undefined; limit?: number | undefined },
    options?: CallOptions,
  ): Promise<Omit<ConnectedAppPage, "connectedApps"> & { connectedApps: App[] }>;
}

/** A page of all clients of a project, and what follows it. */
export type Page<App extends ConnectedApp = ConnectedApp> = {
  readonly connectedApps: readonly App[];
  /** Number of clients of the project; undefined where Stytch does not count them. */
  readonly total: number | undefined;
} & (
  | { readonly kind: "more" }
  | { readonly kind: "last" }
  /** There may be more, but not within the bounds of a listing. `problem` continues "the responses …". */
  | { readonly kind: "endless"; readonly problem: string }
);

/**
 * Reads the clients of a project page by page.
 *
 * @returns a function that gives the next page; not to be called after one that is not `more`. It
 *   throws the errors of StytchApi, and the next call asks for the same page again.
 */
export function connectedAppPages<App extends ConnectedApp>(
  api: Searchable<App>,
): () => Promise<Page<App>> {
  const cursors = new Set<string>();
  let cursor: string | undefined;
  let characters = 0;
  let clients = 0;
  let pages = 0;
  const ids = new Set<string>();
  let refusals = 0;

  async function search(): ReturnType<Searchable<App>["searchConnectedApps"]> {
    try {
      return await api.searchConnectedApps({ cursor, limit: LIMITS[refusals] });
    } catch (error) {
      const isRefused = error instanceof StytchApiError && error.status === 400;
      if (!isRefused || refusals === LIMITS.length - 1) throw error;
      refusals += 1;
      return search();
    }
  }

  function endOf(next: string): string | undefined {
    if (characters > MAX_CHARACTERS) return `hold more than ${MAX_CHARACTERS} characters`;
    if (cursors.has(next)) return "lead back to an earlier page";
    const isLong =
      clients >= MAX_CLIENTS || pages >= MAX_PAGES + Math.floor(ids.size / CLIENTS_A_PAGE);
    return isLong ? `go on after ${pages} pages` : undefined;
  }

  return async () => {
    const { connectedApps, total, nextCursor } = await search();
    for (const app of connectedApps) {
      characters += charactersIn(app);
      ids.add(app.clientId);
    }
    clients += connectedApps.length;
    pages += 1;
    if (nextCursor === undefined) return { kind: "last", connectedApps, total };
    const problem = endOf(nextCursor);
    if (problem !== undefined) return { kind: "endless", problem, connectedApps, total };
    cursors.add(nextCursor);
    cursor = nextCursor;
    return { kind: "more", connectedApps, total };
  };
}

/** Without making a text of it: a page's text would need the page's memory again. */
function charactersIn(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return String(value).length;
  return Object.values(value).reduce<number>((sum, member) => sum + charactersIn(member), 0);
}
