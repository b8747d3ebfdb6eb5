import { expect, test } from "vitest";
import type { ConnectedAppPage, StytchApi } from "../../../provider/src/stytch/api.ts";
import { connectedAppPages, type Page } from "../../../provider/src/stytch/pages.ts";

const EMPTY: ConnectedAppPage = { connectedApps: [], nextCursor: undefined, total: undefined };

/** Reads pages to their end; `pages` gives the n-th, from 1. */
async function read(pages: (n: number) => Partial<ConnectedAppPage>) {
  const cursors: (string | undefined)[] = [];
  const searchConnectedApps: StytchApi["searchConnectedApps"] = async ({ cursor, limit }) => {
    expect(limit).toBe(1000);
    cursors.push(cursor);
    return { ...EMPTY, ...pages(cursors.length) };
  };
  const next = connectedAppPages({ searchConnectedApps } as StytchApi);
  const found: Page[] = [];
  do found.push(await next());
  while (found.at(-1)?.kind === "more");
  return { cursors, found, end: found.at(-1) };
}

test("each page is asked for with the cursor of the one before, up to the last", async () => {
  const { cursors, found } = await read((n) => (n < 3 ? { nextCursor: `c${n}`, total: 7 } : {}));
  expect(cursors).toEqual([undefined, "c1", "c2"]);
  expect(found.map(({ kind, total }) => [kind, total])).toEqual([
    ["more", 7],
    ["more", 7],
    ["last", undefined],
  ]);
});

test("a cursor that came before ends the pages", async () => {
  const { cursors, end } = await read((n) => ({ nextCursor: ["a", "b", "a"][n - 1] }));
  expect(cursors).toHaveLength(3);
  expect(end).toMatchObject({ kind: "endless", problem: "lead back to an earlier page" });
});

test("the fiftieth page may be the last one, and no other follows it", async () => {
  expect((await read((n) => (n < 50 ? { nextCursor: `c${n}` } : {}))).end?.kind).toBe("last");
  const { cursors, end } = await read((n) => ({ nextCursor: `c${n}` }));
  expect(cursors).toHaveLength(50);
  expect(end).toMatchObject({ kind: "endless", problem: "go on after 50 pages" });
});

test("values of more than 12 million characters are too many to go on", async () => {
  const app = { clientId: "x".repeat(6_000_000) } as ConnectedAppPage["connectedApps"][number];
  const { cursors, end } = await read((n) => ({ connectedApps: [app], nextCursor: `c${n}` }));
  expect(cursors).toHaveLength(3);
  expect(end).toMatchObject({ kind: "endless", problem: "hold more than 12000000 characters" });
});

test("a page that failed is asked for again", async () => {
  const cursors: (string | undefined)[] = [];
  const searchConnectedApps: StytchApi["searchConnectedApps"] = async ({ cursor }) => {
    cursors.push(cursor);
    if (cursors.length === 2) throw new Error("unreachable");
    return { ...EMPTY, nextCursor: cursors.length === 1 ? "c1" : undefined };
  };
  const next = connectedAppPages({ searchConnectedApps } as StytchApi);
  expect((await next()).kind).toBe("more");
  await expect(next()).rejects.toThrow("unreachable");
  expect((await next()).kind).toBe("last");
  expect(cursors).toEqual([undefined, "c1", "c1"]);
});
