import { describe, expect, test } from "vitest";
import type { ConnectedAppPage, StytchApi } from "../../../provider/src/stytch/api.ts";
import { StytchApiError } from "../../../provider/src/stytch/errors.ts";
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

type App = ConnectedAppPage["connectedApps"][number];
const apps = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({ clientId: `app-${from + n}` }) as App);

test.each([10, 25, 100, 1000])(
  "pages of %i clients are followed up to 50,000 clients",
  async (size) => {
    const { cursors, end } = await read((n) => ({
      connectedApps: apps(n * size, size),
      ...(n < 50_000 / size && { nextCursor: `c${n}` }),
    }));
    expect(cursors).toHaveLength(50_000 / size);
    expect(end?.kind).toBe("last");
  },
);

test("the same clients on each page are no reason to go on", async () => {
  const { cursors, end } = await read((n) => ({
    connectedApps: apps(0, 100),
    nextCursor: `c${n}`,
  }));
  expect(cursors).toHaveLength(60);
  expect(end).toMatchObject({ kind: "endless", problem: "go on after 60 pages" });
});

describe("a server that refuses a limit", () => {
  /** A server that gives so many clients a page, refuses a higher limit, and has 250 clients. */
  function refusing(maximum: number) {
    const limits: (number | undefined)[] = [];
    const searchConnectedApps: StytchApi["searchConnectedApps"] = async ({ cursor, limit }) => {
      limits.push(limit);
      if (limit !== undefined && limit > maximum) throw refusal(400);
      const from = Number(cursor ?? 0);
      const next = from + (limit ?? maximum);
      return {
        connectedApps: apps(from, Math.min(next, 250) - from),
        nextCursor: next < 250 ? String(next) : undefined,
        total: 250,
      };
    };
    return { limits, next: connectedAppPages({ searchConnectedApps } as StytchApi) };
  }
  const refusal = (status: number) =>
    new StytchApiError({ method: "POST", path: "/search" }, { status }, "");

  test.each([
    [500, [1000, 100, 100, 100]],
    [100, [1000, 100, 100, 100]],
    [90, [1000, 100, undefined, undefined, undefined]],
  ])("above %i is asked for less, and in the end for its default", async (maximum, expected) => {
    const { limits, next } = refusing(maximum);
    const found: string[] = [];
    for (let kind = "more"; kind === "more"; ) {
      const page = await next();
      found.push(...page.connectedApps.map(({ clientId }) => clientId));
      kind = page.kind;
    }
    expect(limits).toEqual(expected);
    expect(new Set(found).size).toBe(250);
  });

  test.each([
    ["a refusal of every page", 400, 3],
    ["a refusal of another kind", 403, 1],
  ])("does not hide %s", async (_what, status, calls) => {
    let count = 0;
    const searchConnectedApps = async () => {
      count += 1;
      throw refusal(status);
    };
    const next = connectedAppPages({ searchConnectedApps } as unknown as StytchApi);
    await expect(next()).rejects.toMatchObject({ status });
    expect(count).toBe(calls);
  });
});

test("values of more than 12 million characters are too many to go on", async () => {
  const app = { clientId: "x".repeat(6_000_000) } as App;
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
