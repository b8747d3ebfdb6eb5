import type { ConnectedApp, StytchApi } from "./api.ts";

/** The most that Stytch gives in one answer. */
const PAGE_SIZE = 1000;
/** A listing may cost this many times what single reads cost, since more reads usually follow. */
const WORTH = 2;
/** Of one listing, as a bound of time; further clients are read one by one. */
const MAX_PAGES = 50;
/** In the values of one listing, as a bound of memory; 50,000 usual clients have nine tenths of that. */
const MAX_CHARACTERS = 12_000_000;

/** The clients of a project as search pages gave them, as far as someone wanted to know. */
export interface Listing {
  /** Counts reads that this listing serves: they decide whether another page is worth its call. */
  expect(reads: number): void;
  /** How many reads were counted. */
  reads(): number;
  get(clientId: string): ConnectedApp | undefined;
  /** Whether no further page is to be had. */
  complete(): boolean;
  /**
   * Asks for pages, one after the other, until the ids are found or single reads cost less.
   *
   * @throws the errors of StytchApi.
   */
  fetch(clientIds: readonly string[]): Promise<void>;
}

/**
 * An empty listing. How many clients the project has is known from the first page: three clients of
 * a stack among 50,000 of a project are not looked for on 50 pages.
 */
export function createListing(api: StytchApi): Listing {
  const apps = new Map<string, ConnectedApp>();
  let reads = 0;
  let pages = 0;
  let characters = 0;
  let expectedPages = 1;
  let complete = false;
  let cursor: string | undefined;
  let last: Promise<void> = Promise.resolve();

  const wants = (clientIds: readonly string[]) =>
    !complete &&
    (pages === 0 || reads * WORTH >= expectedPages) &&
    clientIds.some((id) => !apps.has(id));

  async function nextPage(): Promise<void> {
    const page = await api.searchConnectedApps({ cursor, limit: PAGE_SIZE });
    for (const app of page.connectedApps) {
      apps.set(app.clientId, app);
      characters += Object.values(app).join("").length;
    }
    pages += 1;
    expectedPages = Math.max(Math.ceil((page.total ?? 0) / PAGE_SIZE), pages + 1);
    // The same cursor again would lead round in a circle.
    const isLast = page.nextCursor === undefined || page.nextCursor === cursor;
    complete = isLast || pages === MAX_PAGES || characters > MAX_CHARACTERS;
    cursor = page.nextCursor;
  }

  return {
    expect(more) {
      reads += more;
    },
    reads: () => reads,
    get: (clientId) => apps.get(clientId),
    complete: () => complete,
    fetch(clientIds) {
      const fetching = last.then(async () => {
        while (wants(clientIds)) await nextPage();
      });
      last = fetching.catch(() => {});
      return fetching;
    },
  };
}
