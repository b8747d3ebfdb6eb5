import { expect, test } from "vitest";
import { z } from "zod";
import type { ClientType, Vertical } from "../../smoke/src/index.ts";
import { complaints, openScene, smoke } from "./_harness.ts";

const TYPES = ["first_party", "first_party_public", "third_party", "third_party_public"] as const;
const VERTICALS = ["consumer", "b2b"] as const;

const statsSchema = z.object({ total: z.number() });

const notApplying = (clientType: ClientType) => {
  const isPublic = clientType.endsWith("_public");
  const exchanges = clientType.startsWith("first_party");
  return [
    isPublic ? "token-wrong-secret-refused" : "authorize-without-pkce-refused",
    ...(exchanges
      ? ["session-exchange-refused"]
      : ["session-exchange", "session-exchange-replay-refused", "session-authenticate"]),
  ].sort();
};

const cases: [ClientType, Vertical][] = TYPES.flatMap((clientType) =>
  VERTICALS.map((vertical): [ClientType, Vertical] => [clientType, vertical]),
);

test.for(cases)("smokeTest() w/ %s in a %s project", async ([clientType, vertical]) => {
  const scene = await openScene({ clientType, vertical });
  const report = await smoke(scene);

  expect(complaints(report)).toEqual([]);
  expect(report.outcome).toBe("passed");
  expect(report.cleanup.notDone).toEqual([]);
  const skipped = report.checks.filter((check) => check.outcome === "skipped");
  expect(skipped.map((check) => check.id).sort()).toEqual(notApplying(clientType));
  expect(report.project.vertical).toBe(vertical);

  const { total } = statsSchema.parse(await scene.control("GET", "/stats"));
  expect(report.requests).toBeLessThanOrEqual(60);
  expect(total).toBeLessThanOrEqual(report.requests);
  expect(total).toBeGreaterThan(20);
});
