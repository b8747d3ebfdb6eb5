import { describe, expect, test } from "vitest";
import { checkOrganizationConnectedApps } from "../../../provider/src/organization-connected-apps/inputs.ts";
import { CLIENT_A, CLIENT_B } from "../_organization.ts";

const UNKNOWN = Symbol("unknown");
const check = (raw: Record<string, unknown>) =>
  checkOrganizationConnectedApps(raw, (value) => value === UNKNOWN);

/** Valid, with every property set. */
const FULL = {
  organizationId: "organization-test-00000000-0000-4000-8000-000000000000",
  firstPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedFirstPartyConnectedApps: [CLIENT_A],
  thirdPartyConnectedAppsAllowedType: "RESTRICTED",
  allowedThirdPartyConnectedApps: [CLIENT_B, CLIENT_A],
};

describe("accepted", () => {
  test.each([
    ["everything", FULL],
    ["the least", { organizationId: "acme" }],
    ["a slug with every character", { organizationId: "Acme-1._~" }],
    ["an external id", { organizationId: "auth0|4711" }],
    ["128 characters", { organizationId: "x".repeat(128) }],
    ["every type", { ...FULL, allowedFirstPartyConnectedApps: [UNKNOWN] }],
    ["NOT_ALLOWED", { organizationId: "acme", thirdPartyConnectedAppsAllowedType: "NOT_ALLOWED" }],
    [
      "RESTRICTED to no one",
      { organizationId: "acme", firstPartyConnectedAppsAllowedType: "RESTRICTED" },
    ],
  ])("%s, as it is", (_name, raw) => {
    expect(check(raw)).toEqual({ inputs: raw, failures: [] });
  });

  test.each([undefined, null, "", []])("%j is left out of every optional input", (unset) => {
    const optional = Object.keys(FULL).filter((name) => name !== "organizationId");
    const raw = Object.fromEntries(optional.map((name) => [name, unset]));
    expect(check({ organizationId: "acme", ...raw })).toEqual({
      inputs: { organizationId: "acme" },
      failures: [],
    });
  });

  test.each(Object.keys(FULL))("%s may be unknown", (name) => {
    const raw = { ...FULL, [name]: UNKNOWN };
    expect(check(raw)).toEqual({ inputs: raw, failures: [] });
  });

  test("a list may be unknown, or hold unknown ids, whatever its type turns out to be", () => {
    const { allowedFirstPartyConnectedApps } = FULL;
    for (const raw of [
      { organizationId: "acme", allowedFirstPartyConnectedApps: UNKNOWN },
      {
        organizationId: "acme",
        firstPartyConnectedAppsAllowedType: UNKNOWN,
        allowedFirstPartyConnectedApps,
      },
      { ...FULL, allowedThirdPartyConnectedApps: [CLIENT_A, UNKNOWN] },
    ]) {
      expect(check(raw)).toEqual({ inputs: raw, failures: [] });
    }
  });
});

describe("an id of a live project in a test project, or vice versa", () => {
  const places = (raw: Record<string, unknown>, projectId?: string) =>
    checkOrganizationConnectedApps(raw, (value) => value === UNKNOWN, {
      ...(projectId !== undefined && { projectId }),
    }).failures.map(({ property, reason }) => [
      property,
      /id from a (\w+) project/.exec(reason)?.[1],
    ]);

  test("is refused in each place", () => {
    expect(places(FULL, "project-live-1")).toEqual([
      ["organizationId", "test"],
      ["allowedFirstPartyConnectedApps[0]", "test"],
      ["allowedThirdPartyConnectedApps[0]", "test"],
      ["allowedThirdPartyConnectedApps[1]", "test"],
    ]);
  });

  test.each([
    ["of the same kind", FULL, "project-test-1"],
    ["where the project is not known", FULL, undefined],
    ["without ids", { organizationId: "acme" }, "project-live-1"],
    [
      "of lists and ids that are not known",
      {
        ...FULL,
        organizationId: UNKNOWN,
        allowedFirstPartyConnectedApps: [UNKNOWN],
        allowedThirdPartyConnectedApps: UNKNOWN,
      },
      "project-live-1",
    ],
  ])("is not found %s", (_title, raw, projectId) => {
    expect(places(raw, projectId)).toEqual([]);
  });
});

/** Part of many bad values: no reason may repeat it. */
const CANARY = "canary-value";

type Bad = [place: string, changes: Record<string, unknown>, told: string];

const each = (name: string, told: string, values: unknown[]): Bad[] =>
  values.map((value) => [name, { [name]: value }, told]);

const TYPES = ["firstPartyConnectedAppsAllowedType", "thirdPartyConnectedAppsAllowedType"];
const LISTS = ["allowedFirstPartyConnectedApps", "allowedThirdPartyConnectedApps"];
const NOT_IDS = [CANARY, "", " ", `${CLIENT_A} `, `client-${CLIENT_A}`, "connected-app-test-"];

const BAD: Bad[] = [
  ...each("organizationId", "is required: the organization_id, slug or external id", [
    undefined,
    null,
    "",
    [],
  ]),
  ...each("organizationId", "must be a string, not", [5, true, {}, [CANARY]]),
  ...each("organizationId", "slug or external id", [
    ".",
    "..",
    `${CANARY}/members`,
    `${CANARY} `,
    `${CANARY}\n`,
    `${CANARY}?x`,
    `${CANARY}#x`,
    `${CANARY}%2e`,
    `${CANARY}ä`,
    "x".repeat(129),
  ]),
  ...TYPES.flatMap((name) => [
    ...each(name, "must be a string, not", [5, true, {}, [CANARY]]),
    ...each(name, "ALL_ALLOWED, RESTRICTED, NOT_ALLOWED", [CANARY, "RESTRICTED ", "restricted"]),
    ...each(name, 'did you mean "NOT_ALLOWED"?', ["not_allowed", "NOT ALLOWED", "NOTALLOWED"]),
  ]),
  ...LISTS.flatMap((name) => [
    ...each(name, "must be a list of client ids, not", [CANARY, CLIENT_A, 5, true, {}]),
    ...[5, true, null, undefined, {}, [CLIENT_A]].map(
      (element): Bad => [`${name}[1]`, { [name]: [CLIENT_B, element] }, "must be a string, not"],
    ),
    ...NOT_IDS.map(
      (element): Bad => [
        `${name}[0]`,
        { [name]: [element] },
        "take the clientId of a ConnectedApp",
      ],
    ),
  ]),
  ...[undefined, null, "", "ALL_ALLOWED", "NOT_ALLOWED"].flatMap((type) =>
    TYPES.map(
      (name, index): Bad => [
        LISTS[index] ?? "",
        { [name]: type },
        `set ${name} to "RESTRICTED" or remove the list`,
      ],
    ),
  ),
  ...["resolvedOrganizationId", "projectId"].flatMap((name) =>
    each(name, "is an output, set by Stytch", [CANARY, null]),
  ),
  ["organisationId", { organisationId: CANARY }, "did you mean organizationId?"],
  [
    "firstPartyAllowedType",
    { firstPartyAllowedType: "RESTRICTED" },
    "is not a property of OrganizationConnectedApps",
  ],
  [
    "allowed_third_party_connected_apps",
    { allowed_third_party_connected_apps: [CANARY] },
    "did you mean allowedThirdPartyConnectedApps?",
  ],
  ["is", { is: CANARY }, "it has organizationId, firstPartyConnectedAppsAllowedType,"],
];

describe("refused", () => {
  test.each(BAD)("%s of %j, alone, in its place and with the remedy", (place, changes, told) => {
    const { failures } = check({ ...FULL, ...changes });
    expect(failures.map(({ property }) => property)).toEqual([place]);
    const reason = failures[0]?.reason ?? "";
    expect(reason.startsWith(`${place} `)).toBe(true);
    expect(reason).toContain(told);
    expect(reason).not.toContain(CANARY);
    expect(reason).not.toContain("Invalid input");
  });

  test("every mistake is told at once", () => {
    const { failures } = check({
      firstPartyConnectedAppsAllowedType: "SOME",
      allowedFirstPartyConnectedApps: [CLIENT_A, 5, CANARY],
      allowedThirdPartyConnectedApps: [CLIENT_A],
      allowed: true,
    });
    expect(failures.map(({ property }) => property).sort()).toEqual([
      "allowed",
      "allowedFirstPartyConnectedApps[1]",
      "allowedFirstPartyConnectedApps[2]",
      "allowedThirdPartyConnectedApps",
      "firstPartyConnectedAppsAllowedType",
      "organizationId",
    ]);
  });
});
