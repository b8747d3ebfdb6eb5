import { existsSync } from "node:fs";
import { join } from "node:path";
import { createApp, DEVELOPMENT_CREDENTIALS, HABITS } from "stytch-connected-apps-emulator";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../../../tools/release/packages.ts";
import { ENDPOINT_GROUPS, NOT_EMULATED } from "../../../tools/site/parity/endpoints.ts";
import { heldToSchema } from "../../../tools/site/parity/evidence.ts";
import { groupOf, servedEndpoints } from "../../../tools/site/parity/page.ts";

const TESTS = join(REPOSITORY, "test/emulator");
const served = await servedEndpoints();

describe("the sheet of parity", () => {
  it("has every endpoint of the emulator in one group, and no empty group", () => {
    expect(served.length).toBeGreaterThan(60);
    const groups = new Set(served.map(groupOf));
    expect(ENDPOINT_GROUPS.filter((group) => !groups.has(group))).toEqual([]);
    expect(() => groupOf("GET /v1/new")).toThrow("GET /v1/new is in no group");
  });

  it.each(ENDPOINT_GROUPS.map((group) => [group.title, group] as const))(
    "names for %s tests that exist, and habits that the emulator has",
    (_title, group) => {
      expect(group.tests.filter((name) => !existsSync(join(TESTS, name)))).toEqual([]);
      expect(group.habits.filter((name) => !(name in HABITS))).toEqual([]);
    },
  );

  it("has every habit in a group", () => {
    const named = ENDPOINT_GROUPS.flatMap(({ habits }) => habits);
    expect(Object.keys(HABITS).filter((name) => !named.some((one) => one === name))).toEqual([]);
  });

  it("says of an endpoint that its response fits the schema where a test asks for that", () => {
    const proven = heldToSchema();
    expect([...proven].filter((endpoint) => served.includes(endpoint)).length).toBeGreaterThan(30);
    expect(proven).toContain("POST /v1/connected_apps/clients/search");
    expect(proven).toContain("GET /v1/b2b/organizations/{organization_id}");
    expect(proven).not.toContain("POST /v1/sessions/attest");
  });

  it.each(NOT_EMULATED)("is right that %s is not emulated", async (endpoint) => {
    const [method = "", path = ""] = endpoint.split(" ");
    const vertical = path.startsWith("/v1/b2b/") ? "b2b" : "consumer";
    const { projectId, secret } = DEVELOPMENT_CREDENTIALS[vertical];
    const response = await createApp().fetch(
      new Request(`http://localhost${path}`, {
        method,
        headers: { authorization: `Basic ${btoa(`${projectId}:${secret}`)}` },
      }),
    );
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error_type: "route_not_found" });
  });
});
