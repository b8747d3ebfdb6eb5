import { expect, test } from "vitest";
import { newHandles, outcomeOf, soak } from "../../../tools/torture/soak.ts";

test("a provider that changed clients for some rounds leaves no handle open", async () => {
  const { handles, memory } = await soak({ rounds: 10, clients: 20 });
  expect(memory.map(({ round }) => round)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  // While it lives, it keeps connections, and no more than it may.
  const used = newHandles(handles.before, handles.after);
  expect(used.filter((kind) => kind === "TCPSocketWrap").length).toBeLessThanOrEqual(10);
  expect(used).not.toContain("Timeout");
  expect(newHandles(handles.before, handles.closed)).toEqual([]);
}, 60_000);

const MEMORY = Array.from({ length: 100 }, (_, n) => ({ round: n * 10, bytes: 30_000_000 }));
const HANDLES = { before: ["PipeWrap"], after: [], closed: ["PipeWrap"] };
const GOOD = { memory: MEMORY, handles: HANDLES, peakRss: 0 };
const OPTIONS = { rounds: 1000, clients: 100 };

test("memory that stays and handles that go are good", () => {
  expect(outcomeOf(OPTIONS, GOOD).isGood).toBe(true);
});

test("memory that grows by two kilobytes a round is not flat", () => {
  const memory = MEMORY.map(({ round, bytes }) => ({ round, bytes: bytes + round * 2048 }));
  const { isGood, facts } = outcomeOf(OPTIONS, { ...GOOD, memory });
  expect(isGood).toBe(false);
  expect(facts.join("\n")).toContain("+2048 bytes a round");
});

test("a handle that was not there before is open", () => {
  const handles = { ...HANDLES, closed: ["PipeWrap", "TCPSocketWrap"] };
  const { isGood, facts } = outcomeOf(OPTIONS, { ...GOOD, handles });
  expect(isGood).toBe(false);
  expect(facts.join("\n")).toContain("TCPSocketWrap");
});
