import type { ConnectedApp, StytchApi } from "./api.ts";
import { connectedAppPages } from "./pages.ts";

/** A listing may cost this many times what single reads cost, since more reads usually follow. */
const WORTH = 2;

/** The clients of a project as search pages gave them, as far as they were needed. */
export interface Listing {
  /** Counts reads that this listing serves: they decide whether another page is worth its call. */
  expect(reads: number): void;
  /** How many reads were counted. */
  reads(): number;
  get(clientId: string): ConnectedApp | undefined;
  /** Whether there is no further page. */
  complete(): boolean;
  /**
   * Reads pages, one after the other, until the ids are found or single reads cost less.
   *
   * @throws the errors of StytchApi.
   */
  fetch(clientIds: readonly string[]): Promise<void>;
}

/**
 * An empty listing. The first page says how many clients the project has, and shows how many a page has:
 * three clients of a stack among 50,000 of a project are not looked for on 50 pages. Clients beyond the bounds of a listing are
 * read one by one.
 */
export function createListing(api: StytchApi): Listing {
  const apps = new Map<string, ConnectedApp>();
  const nextPage = connectedAppPages(api);
  let reads = 0;
  let pages = 0;
  let pageSize = 1;
  let expectedPages = 1;
  let complete = false;
  let last: Promise<void> = Promise.resolve();

  const wants = (clientIds: readonly string[]) =>
    !complete &&
    (pages === 0 || reads * WORTH >= expectedPages) &&
    clientIds.some((id) => !apps.has(id));

  async function fetchPage(): Promise<void> {
    const { kind, connectedApps, total = 0 } = await nextPage();
    for (const app of connectedApps) apps.set(app.clientId, app);
    pages += 1;
    pageSize = Math.max(connectedApps.length, pageSize);
    expectedPages = pages + Math.max(Math.ceil((total - apps.size) / pageSize), 1);
    complete = kind !== "more";
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
        while (wants(clientIds)) await fetchPage();
      });
      last = fetching.catch(() => {});
      return fetching;
    },
  };
}
