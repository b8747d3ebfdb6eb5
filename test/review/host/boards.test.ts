import { describe, expect, it } from "vitest";
import { destinationOf } from "../../../review/src/cli/destination.ts";
import {
  type Board,
  commentsOf,
  HostError,
  issuesOf,
  keepOne,
  marked,
} from "../../../review/src/host/index.ts";
import { github } from "./_github.ts";
import { gitlab } from "./_gitlab.ts";
import { type StandIn, type StoredPost, TOKEN } from "./_stand-in.ts";

const KEY = "acme/shop/prod";
const LABELS = ["stytch-review"];
const body = (text: string) => marked(text, KEY);

type Hosts = () => Promise<{ host: StandIn; environment: Record<string, string>; name: string }>;

async function commentsAt(start: Hosts) {
  const { host, environment, name } = await start();
  const destination = destinationOf({ number: 7 }, environment, true);
  return { host, name, board: () => commentsOf(destination, KEY) };
}

async function issuesAt(start: Hosts) {
  const { host, environment, name } = await start();
  const destination = destinationOf({}, environment, false);
  return { host, name, board: () => issuesOf(destination, KEY, "Connected Apps") };
}

const BOARDS: [string, () => Promise<{ host: StandIn; name: string; board: () => Board }>][] = [
  ["comments at GitHub", () => commentsAt(github)],
  ["comments at GitHub, by a person", () => commentsAt(() => github("person"))],
  ["issues at GitHub", () => issuesAt(github)],
  ["comments at GitLab", () => commentsAt(gitlab)],
  ["issues at GitLab", () => issuesAt(gitlab)],
];

const isOpen = (post: StoredPost) => post.isOpen;
const textsAt = (host: StandIn) => host.posts.filter(isOpen).map((post) => post.body);
const writesAt = (host: StandIn) => host.requests.filter((request) => !request.startsWith("GET "));

describe.each(BOARDS)("%s", (_title, start) => {
  it("has one text of ours: written, updated in place, left alone, and taken away", async () => {
    const { host, board } = await start();
    expect(await keepOne(board(), body("one"))).toBe("created");
    const [first] = host.posts;
    expect(await keepOne(board(), body("two"))).toBe("updated");
    expect(host.posts).toEqual([{ ...first, body: body("two") }]);
    const writes = writesAt(host).length;
    expect(await keepOne(board(), body("two"))).toBe("unchanged");
    expect(writesAt(host)).toHaveLength(writes);
    expect(await keepOne(board(), undefined)).toBe("removed");
    expect(textsAt(host)).toEqual([]);
    expect(await keepOne(board(), undefined)).toBe("none");
  });

  it("has one text after two jobs at once that both found none", async () => {
    const { host, board } = await start();
    host.gate(2);
    const outcomes = await Promise.all([
      keepOne(board(), body("one")),
      keepOne(board(), body("two")),
    ]);
    expect(outcomes).not.toContain("removed");
    const texts = textsAt(host);
    expect(texts).toHaveLength(1);
    expect([body("one"), body("two")]).toContain(texts[0]);
    expect(await keepOne(board(), body("three"))).toBe("updated");
    expect(textsAt(host)).toEqual([body("three")]);
  });

  it("has one text though the list does not show at once what was created", async () => {
    const { host, board } = await start();
    host.isStale = true;
    expect(await keepOne(board(), body("one"))).toBe("created");
    host.isStale = false;
    expect(textsAt(host)).toEqual([body("one")]);
  });

  it("leaves alone what others wrote, what quotes us, and what is under another key", async () => {
    const { host, board } = await start();
    const others = [
      host.add({ body: body("copied"), author: "someone", labels: LABELS }),
      host.add({ body: `> ${body("quoted")}\n\nWhy?`, labels: LABELS }),
      host.add({ body: marked("of another stack", "acme/shop/test"), labels: LABELS }),
    ].map((post) => ({ ...post }));
    expect(await keepOne(board(), body("ours"))).toBe("created");
    expect(await keepOne(board(), undefined)).toBe("removed");
    expect(host.posts.filter(isOpen)).toEqual(others);
  });

  it("finds its text behind hundreds of others, with other line ends", async () => {
    const { host, board } = await start();
    for (let at = 0; at < 250; at += 1) {
      host.add({ body: "hello", author: "someone", labels: LABELS });
    }
    host.add({ body: body("a\nb").replaceAll("\n", "\r\n"), labels: LABELS });
    expect(await keepOne(board(), body("a\nb"))).toBe("unchanged");
  });

  it("deletes what was written twice", async () => {
    const { host, board } = await start();
    for (const text of ["one", "two", "three"]) host.add({ body: body(text), labels: LABELS });
    expect(await keepOne(board(), body("two"))).toBe("updated");
    expect(host.posts.filter(isOpen)).toMatchObject([{ id: 1, body: body("two") }]);
  });

  it("writes again if someone deletes it before it is updated", async () => {
    const { host, board } = await start();
    const { id } = host.add({ body: body("one"), labels: LABELS });
    const usual = board();
    const racing: Board = {
      ...usual,
      update: async (post, text) => {
        const found = host.find(String(id));
        if (found !== undefined) host.remove(found);
        return usual.update(post, text);
      },
    };
    expect(await keepOne(racing, body("two"))).toBe("created");
    expect(textsAt(host)).toEqual([body("two")]);
  });

  it.each([
    [401, "valid"],
    [403, "permission to write|scope api"],
    [404, "Check repository and number"],
  ])(
    "says what to do where the host responds with %i, without the token",
    async (status, remedy) => {
      const { host, name, board } = await start();
      const data = { message: `no: ${TOKEN}\n::error::x` };
      host.fault = { method: "POST", answer: { status, data } };
      const error: unknown = await keepOne(board(), body("one")).catch((caught: unknown) => caught);
      if (!(error instanceof HostError)) throw error;
      expect(error.message).toMatch(
        new RegExp(`^${name}: POST /\\S+: status ${status}: no: \\[secret\\]`),
      );
      expect(error.message).toMatch(new RegExp(remedy));
      expect(error.message).not.toContain("\n");
      expect(JSON.stringify([error, error.message, error.stack])).not.toContain(TOKEN);
    },
  );
});

it("takes no pull request of GitHub for an issue", async () => {
  const { host, board } = await issuesAt(github);
  const pull = { ...host.add({ body: body("pull request"), labels: LABELS, isPull: true }) };
  expect(await keepOne(board(), body("ours"))).toBe("created");
  expect(await keepOne(board(), undefined)).toBe("removed");
  expect(host.posts.filter(isOpen)).toEqual([pull]);
});

it("gives up where its text is deleted each time before it is updated", async () => {
  let lists = 0;
  const board: Board = {
    list: async () => {
      lists += 1;
      return [{ id: lists, body: body("old") }];
    },
    create: () => Promise.reject(new Error("not reached")),
    update: async () => false,
    remove: async () => {},
  };
  await expect(keepOne(board, body("new"))).rejects.toThrow(HostError);
  expect(lists).toBe(3);
});
