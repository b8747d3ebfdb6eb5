import { describe, expect, test } from "vitest";
import type { PropertySpec } from "../../../plugin/schema/spec.ts";
import { connectedAppLifecycle } from "../../../provider/src/connected-app/index.ts";
import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle.ts";
import { organizationConnectedAppsLifecycle } from "../../../provider/src/organization-connected-apps/index.ts";
import { ALLOWED_TYPES, CLIENT_TYPES } from "../../../provider/src/stytch/api.ts";
import { resource, SCHEMA } from "./_schema.ts";

const UNKNOWN = Symbol("unknown");
const isUnknown = (value: unknown) => value === UNKNOWN;

const KINDS: {
  name: string;
  check: Lifecycle<never, never>["check"];
  /** The least that a program gives. */
  least: Record<string, unknown>;
}[] = [
  {
    name: "ConnectedApp",
    check: connectedAppLifecycle.check,
    least: { clientType: "first_party" },
  },
  {
    name: "OrganizationConnectedApps",
    check: organizationConnectedAppsLifecycle.check,
    least: { organizationId: "acme" },
  },
];

/** A value of another type than the one that the schema gives. */
function wrongValues(spec: PropertySpec): unknown[] {
  if ("oneOf" in spec) return [7, true, ["text"]];
  if ("$ref" in spec) return [7, "none of its values"];
  switch (spec.type) {
    case "integer":
      return ["60", true, 1.5];
    case "boolean":
      return ["true", 1];
    case "array":
      return ["text", [7]];
    default:
      return [7, true, { key: "value" }];
  }
}

describe.each(KINDS)("the inputs of $name", ({ name, check, least }) => {
  const { inputProperties, requiredInputs } = resource(name);
  const names = Object.keys(inputProperties);

  test("are those that the check knows", () => {
    const { failures } = check({ ...least, zzzzzzzzzzzz: 1 }, isUnknown);
    const [, known = ""] = /it has (.+)$/.exec(failures[0]?.reason ?? "") ?? [];
    expect(names.toSorted()).toEqual(known.split(", ").toSorted());
  });

  test("that are required are those that the check misses", () => {
    const { failures } = check({}, isUnknown);
    expect(requiredInputs).toEqual(failures.map(({ property }) => property));
  });

  test.each(names)("%s may be an output that is not yet known", (input) => {
    expect(check({ ...least, [input]: UNKNOWN }, isUnknown).failures).toEqual([]);
  });

  test.each(
    Object.entries(inputProperties).flatMap(([input, spec]) =>
      wrongValues(spec).map((value) => [input, value] as const),
    ),
  )("%s is no %j, for the check either", (input, value) => {
    const { failures } = check({ ...least, [input]: value }, isUnknown);
    const ofInput = failures.filter(({ property }) => property.startsWith(input));
    expect(ofInput).not.toEqual([]);
  });
});

test.each(["accessTokenTemplateContent", "idTokenTemplateContent"])(
  "%s is a text or an object",
  (input) => {
    expect(resource("ConnectedApp").inputProperties[input]).toMatchObject({
      oneOf: [{ type: "string" }, { type: "object" }],
    });
    for (const value of ['{"a": 1}', { a: 1 }]) {
      const raw = { clientType: "first_party", [input]: value };
      expect(connectedAppLifecycle.check(raw, isUnknown).failures).toEqual([]);
    }
  },
);

test.each([
  ["stytch:index:ClientType", CLIENT_TYPES],
  ["stytch:index:ConnectedAppsAllowedType", ALLOWED_TYPES],
] as const)("%s has every value, under a name of its own", (type, values) => {
  const spec = SCHEMA.types[type];
  const members = spec && "enum" in spec ? spec.enum : [];
  expect(members.map(({ value }) => value)).toEqual(values);
  expect(new Set(members.map(({ name }) => name)).size).toBe(values.length);
  for (const { name } of members) expect(name).toMatch(/^([A-Z][a-z]+)+$/);
});
