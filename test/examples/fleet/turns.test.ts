import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PulumiCli } from "../../../examples/fleet/src/pulumi-cli.ts";
import type { Room } from "../../../examples/fleet/src/room.ts";
import type { Run } from "../../../examples/fleet/src/run.ts";
import { deployAll } from "../../../examples/fleet/src/up.ts";
import { manyClients } from "./_file.ts";

const STACKS = 6;

interface Asked {
  /** Stacks that may be open at one time. */
  readonly parallel?: number;
  /** Is told when a deployment ends, once everything else is done that can be done meanwhile. */
  readonly onClose?: () => void;
  /** Is told when an engine has started, which then runs its program. */
  readonly onStart?: () => void;
  /** What makes one stack ready fails with this. */
  readonly refused?: string;
  /** How often a stack that is made ready is held by another run. */
  readonly held?: number;
}

/** A run on stacks that do not exist yet, whose backend notes what is done when. */
function runOn({ parallel = 1, onClose, onStart, refused, held = 0 }: Asked) {
  const events: string[] = [];
  let left = held;
  const stop = { isAsked: false, signal: new AbortController().signal };
  const cli = {
    tags: async () => ({}),
    stacks: async () => [],
    async state(name: string) {
      await new Promise(setImmediate);
      events.push(`marks ${name}`);
      return { time: "2026-01-01T00:00:00Z", resources: [] };
    },
  } as unknown as PulumiCli;
  const room = {
    cli,
    settings: { fingerprint: "" },
    async stack(name: string) {
      events.push(`ready ${name}`);
      if (refused !== undefined && name === "clients-0001") throw new Error(refused);
      if (left > 0) {
        left -= 1;
        throw new Error("the stack is currently locked by 1 lock(s)");
      }
      const up = async ({ program }: { program: () => Promise<unknown> }) => {
        events.push(`open ${name}`);
        onStart?.();
        if (onStart !== undefined) await program();
        // Longer than it takes to mark the last one and to make the next one ready.
        for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
        onClose?.();
        events.push(`closed ${name}`);
      };
      return { up } as unknown as Stack;
    },
  } as unknown as Room;
  const run = {
    ...{ room, stop, parallel, stacks: STACKS, listed: [], notes: new Map(), growth: undefined },
    ...{ share: { number: 1, of: 1 }, locks: { waitMinutes: 1, unlockDead: false, pauseMs: 1 } },
    deleteLost: false,
  } satisfies Run;
  return { run, events, stop };
}

const clients = manyClients(100);
const isOf = (kind: string) => (event: string) => event.startsWith(kind);

function mostOpen(events: readonly string[]): number {
  let [open, most] = [0, 0];
  for (const event of events) {
    if (event.startsWith("open")) open += 1;
    if (event.startsWith("closed")) open -= 1;
    most = Math.max(most, open);
  }
  return most;
}

describe("the stacks of a run", () => {
  beforeEach(() => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
  });

  it.each([1, 2, 4])("are open as many at one time as may be: %i", async (parallel) => {
    const { run, events } = runOn({ parallel });
    const { opened } = await deployAll(run, clients, "all");
    expect([...opened.values()].flatMap(({ errors }) => errors)).toEqual([]);
    expect(events.filter(isOf("closed"))).toHaveLength(STACKS);
    expect(mostOpen(events)).toBe(parallel);
  });

  it("are made ready while the one before is open, one ahead", async () => {
    const { run, events } = runOn({});
    await deployAll(run, clients, "all");
    const aheadOf = (n: number) => {
      const before = events.slice(0, events.indexOf(`closed clients-000${n}`));
      return before.filter(isOf("ready")).length - before.filter(isOf("open")).length;
    };
    expect([0, 1, 2, 3, 4, 5].map(aheadOf)).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it("are marked while the next one is open", async () => {
    const { run, events } = runOn({});
    await deployAll(run, clients, "all");
    const opensBefore = (n: number) =>
      events.indexOf(`open clients-000${n + 1}`) < events.indexOf(`marks clients-000${n}`);
    expect([0, 1, 2, 3, 4].map(opensBefore)).toEqual(Array(5).fill(true));
    expect(events.filter(isOf("marks"))).toHaveLength(STACKS);
  });

  it("stay closed once the run was asked to stop, though one is ready", async () => {
    const asked = runOn({ onClose: () => (asked.stop.isAsked = true) });
    const { opened } = await deployAll(asked.run, clients, "all");
    expect(asked.events.filter(isOf("open"))).toEqual(["open clients-0000"]);
    expect(asked.events).toContain("ready clients-0001");
    const [first, ...others] = [...opened].toSorted().map(([, { errors }]) => errors);
    expect(first).toEqual([]);
    expect(others).toEqual(Array(5).fill([expect.stringMatching(/^The run was stopped before/)]));
  });

  it("are waited for where another run makes them too, and deployed then", async () => {
    const { run, events } = runOn({ held: 3 });
    const { opened } = await deployAll(run, clients, "all");
    expect([...opened.values()].flatMap(({ errors }) => errors)).toEqual([]);
    expect(events.filter(isOf("closed"))).toHaveLength(STACKS);
  });

  it("stay as they are where the run was asked to stop while an engine started", async () => {
    const asked = runOn({ onStart: () => (asked.stop.isAsked = true) });
    const { opened } = await deployAll(asked.run, clients, "all");
    const errors = [...opened.values()].map((tally) => tally.errors);
    expect(errors).toEqual(Array(6).fill([expect.stringMatching(/^The run was stopped before/)]));
  });

  it("are deployed although one cannot be made ready, which is told", async () => {
    const { run, events } = runOn({ refused: "no such backend" });
    const { opened } = await deployAll(run, clients, "all");
    expect(opened.get("clients-0001")?.errors).toEqual(["no such backend"]);
    expect(events.filter(isOf("closed"))).toHaveLength(STACKS - 1);
  });
});
