import { expect, test } from "vitest";
import type { HabitValues } from "../../emulator/src/index.ts";
import type { ClientType, Vertical } from "../../smoke/src/index.ts";
import { VALUES } from "../provider/habits/_values.ts";
import { complaints, openScene, smoke } from "./_harness.ts";

/** Each of its own kind, so that both kinds of clients and of projects meet half of the habits. */
const KINDS: readonly [ClientType, Vertical][] = [
  ["first_party", "consumer"],
  ["first_party_public", "b2b"],
];

const SINGLES = Object.entries(VALUES).flatMap(([name, values]) =>
  values.flatMap((value) => KINDS.map((kind) => [name, value, ...kind] as const)),
);

test.each(SINGLES)(
  "on a server whose %s is %s, %s in a %s project passes",
  async (name, value, clientType, vertical) => {
    const habits = { [name]: value } as Partial<HabitValues>;
    const scene = await openScene({ clientType, vertical, emulatorOptions: { habits } });
    const report = await smoke(
      scene,
      {},
      {
        wait: async (ms) => {
          await scene.control("POST", "/clock", { advanceSeconds: ms / 1000 });
        },
      },
    );
    expect(complaints(report)).toEqual([]);
    expect(report.outcome).toBe("passed");
    expect(report.cleanup.notDone).toEqual([]);
  },
);
