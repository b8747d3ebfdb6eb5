import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { expect, it, vi } from "vitest";
import { listProject } from "../../../examples/fleet/src/lost-creates.ts";
import { MARK_TAG } from "../../../examples/fleet/src/mark.ts";
import type { PulumiCli } from "../../../examples/fleet/src/pulumi-cli.ts";
import type { Room } from "../../../examples/fleet/src/room.ts";
import type { Run } from "../../../examples/fleet/src/run.ts";
import { deployAll } from "../../../examples/fleet/src/up.ts";
import { manyClients } from "./_file.ts";

vi.mock(import("../../../examples/fleet/src/lost-creates.ts"), async (original) => ({
  ...(await original()),
  listProject: vi.fn(),
}));

it("a client that a killed run with other data created is seen, though the names were listed before", async () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const cli = {
    tags: async (stack: string) =>
      stack === "fleet" ? { "fleet:stacks": "1" } : { [MARK_TAG]: "creating others" },
    state: async () => ({ time: "2026-01-01T00:00:00Z", resources: [] }),
    setTag: async () => {
      throw new Error("would create it twice");
    },
  } as unknown as PulumiCli;
  const up = ({ program }: { program: () => Promise<unknown> }) => program();
  const room = {
    cli,
    settings: { fingerprint: "" },
    stack: async () => ({ up }) as unknown as Stack,
  } as unknown as Room;
  const run = {
    ...{ room, parallel: 1, stacks: 1, listed: [], notes: new Map(), growth: undefined },
    ...{ share: { number: 1, of: 1 }, locks: { waitMinutes: 1, unlockDead: false } },
    stop: { isAsked: false, signal: new AbortController().signal },
    deleteLost: true,
    listing: Promise.resolve(new Map()),
  } satisfies Run;
  const left = { clientId: "connected-app-left", clientType: "first_party" };
  vi.mocked(listProject).mockResolvedValue(new Map([["app-0", [left]]]));

  const { opened } = await deployAll(run, manyClients(1), "all");
  expect(opened.get("clients-0000")?.errors).toEqual([
    expect.stringContaining("does not hold the client that has its name (connected-app-left)"),
  ]);
});
