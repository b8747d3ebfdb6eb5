import { describe, expect, test } from "vitest";
import type { ConnectedApp, StytchApi } from "../../../provider/src/stytch/api.ts";
import { createListing } from "../../../provider/src/stytch/listing.ts";

/** A listing of a project with so many clients, on a server that gives so many a page, and says `total`. */
function listingOf(clients: number, pageSize: number, { total }: { total: number | undefined }) {
  let pages = 0;
  const searchConnectedApps: StytchApi["searchConnectedApps"] = async ({ cursor }) => {
    pages += 1;
    const from = Number(cursor ?? 0);
    const to = Math.min(from + pageSize, clients);
    return {
      connectedApps: idsOf(from, to).map((clientId) => ({ clientId }) as ConnectedApp),
      nextCursor: to < clients ? String(to) : undefined,
      total,
    };
  };
  return {
    listing: createListing({ searchConnectedApps } as StytchApi),
    pages: () => pages,
  };
}

const idsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `app-${from + n}`);

/** Asks for the last clients, which only the last page has. */
async function pagesFor(reads: number, clients: number, pageSize: number) {
  const { listing, pages } = listingOf(clients, pageSize, { total: clients });
  listing.expect(reads);
  await listing.fetch(idsOf(clients - reads, clients));
  return { pages: pages(), complete: listing.complete() };
}

describe.each([1000, 100, 30])("of a server that gives %i clients a page", (size) => {
  const clients = 10 * size;

  test("all pages are read where single reads would take half as many calls", async () => {
    expect(await pagesFor(5, clients, size)).toEqual({ pages: 10, complete: true });
  });

  test("the first page shows that single reads cost less", async () => {
    expect(await pagesFor(4, clients, size)).toEqual({ pages: 1, complete: false });
  });

  test("a short last page counts as one", async () => {
    expect(await pagesFor(5, clients + 1, size)).toEqual({ pages: 1, complete: false });
    expect(await pagesFor(6, clients + 1, size)).toEqual({ pages: 11, complete: true });
  });

  test.each([undefined, -1, 0])(
    "where it says %s for their number, two pages are read for a single read at most",
    async (total) => {
      const { listing, pages } = listingOf(clients, size, { total });
      listing.expect(3);
      await listing.fetch([`app-${clients - 1}`]);
      expect({ pages: pages(), complete: listing.complete() }).toEqual({
        pages: 6,
        complete: false,
      });
    },
  );
});
