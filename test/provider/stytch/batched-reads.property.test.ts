import fc from "fast-check";
import { expect, test } from "vitest";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import { batchedReads } from "../../../provider/src/stytch/batched-reads.ts";
import { checkProperty } from "../../_property.ts";
import { startRig } from "../_emulator.ts";
import { makeApps } from "../_many-clients.ts";

const BATCH = { batch: true };

/** Reads by GETs, in the order of the ids: what a client is, or that it is gone. */
async function outcomes(api: StytchApi, ids: readonly string[], options = {}) {
  const settled = await Promise.allSettled(ids.map((id) => api.getConnectedApp(id, options)));
  return settled.map((outcome) =>
    outcome.status === "fulfilled" ? outcome.value : (outcome.reason as Error).message,
  );
}

const change = fc.record({
  client: fc.nat({ max: 1100 }),
  by: fc.constantFrom("others", "this process"),
  kind: fc.oneof(
    fc.record({ clientName: fc.string({ maxLength: 5 }) }),
    fc.record({ fullAccessAllowed: fc.boolean() }),
    fc.record({ redirectUrls: fc.constantFrom<string[]>([], ["https://a.example.com/"]) }),
    fc.constant("delete" as const),
    fc.constant("rotate" as const),
  ),
});

test("any changes between refreshes are found as by single GETs", async () => {
  const rig = await startRig();
  const ids = await makeApps(rig.api, 1101);
  await checkProperty(
    fc.asyncProperty(
      fc.array(change, { maxLength: 12 }),
      fc.uniqueArray(fc.nat({ max: 1100 }), { maxLength: 40 }),
      async (changes, wanted) => {
        let time = 0;
        const api = batchedReads(rig.api, { clock: { monotonicMs: () => time, epochMs: () => 0 } });
        await outcomes(api, ids.slice(0, 20), BATCH);
        for (const { client, by, kind } of changes) {
          const writer = by === "others" ? rig.api : api;
          const id = ids[client] ?? "";
          if (kind === "delete") await writer.deleteConnectedApp(id).catch(() => {});
          else if (kind === "rotate") await writer.startSecretRotation(id).catch(() => {});
          else await writer.updateConnectedApp(id, kind).catch(() => {});
        }
        // What others do is seen by the next refresh, which is another process or later.
        time += 5001;
        const asked = [...wanted, ...changes.map(({ client }) => client)].map((n) => ids[n] ?? "");
        const withoutRequestIds = (found: unknown[]) =>
          JSON.stringify(found).replaceAll(/request-id-[\w-]+/g, "");
        expect(withoutRequestIds(await outcomes(api, asked, BATCH))).toBe(
          withoutRequestIds(await outcomes(rig.api, asked)),
        );
      },
    ),
    40,
  );
});
