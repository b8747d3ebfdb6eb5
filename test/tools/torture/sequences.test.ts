import { expect, test } from "vitest";
import { runSequence } from "../../../tools/torture/sequence.ts";

const SEEDS = Array.from({ length: 15 }, (_, n) => `sample-${n}`);

test.each(SEEDS)(
  "after the faults of sequence %s one up reaches what is declared",
  async (seed) => {
    const { problems, story } = await runSequence(seed);
    expect(problems, story.join("\n")).toEqual([]);
  },
);

test("a sequence is the same in every run", async () => {
  const [first, again, other] = await Promise.all(
    ["sample-0", "sample-0", "sample-1"].map((seed) => runSequence(seed)),
  );
  expect(again?.struck).toEqual(first?.struck);
  expect(other?.struck).not.toEqual(first?.struck);
});

test("the sequences meet faults of every kind of request", async () => {
  const results = await Promise.all(SEEDS.map((seed) => runSequence(seed)));
  const routes = new Set(
    results.flatMap(({ struck }) => [...struck.keys()]).map((key) => key.split(":")[0]),
  );
  const clients = "/v1/connected_apps/clients";
  for (const route of [
    `POST ${clients}`,
    `POST ${clients}/search`,
    `PUT ${clients}/{id}`,
    `DELETE ${clients}/{id}`,
    `POST ${clients}/{id}/secrets/rotate/start`,
  ]) {
    expect.soft([...routes]).toContain(route);
  }
});
