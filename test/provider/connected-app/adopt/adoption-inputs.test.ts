import { describe, expect, test } from "vitest";
import { check, checked, FULL, UNKNOWN } from "../_check.ts";

const ID = "connected-app-live-11111111-2222-4333-8444-555555555555";

test.each([
  { adoptClientId: ID },
  { adoptByName: true },
  { adoptByName: false, adoptClientId: ID },
  { allowDestructive: ID },
  { adoptClientId: UNKNOWN, adoptByName: UNKNOWN, allowDestructive: UNKNOWN },
])("%o is accepted as it is", (inputs) => {
  expect(checked({ ...FULL, ...inputs })).toMatchObject(inputs);
});

test.each(["adoptClientId", "adoptByName", "allowDestructive"])(
  "%s not set is left out",
  (name) => {
    for (const value of [undefined, null, "", []]) {
      expect(checked({ ...FULL, [name]: value })).not.toHaveProperty(name);
    }
  },
);

describe("is refused", () => {
  const NOT_AN_ID =
    /^(adoptClientId|allowDestructive) must be the id of a client, as connected-app-/;
  const cases: [string, unknown, RegExp][] = ["adoptClientId", "allowDestructive"].flatMap(
    (name): [string, unknown, RegExp][] => [
      [name, "canary value", NOT_AN_ID],
      [name, `${ID},${ID}`, NOT_AN_ID],
      [name, `${ID}\n`, NOT_AN_ID],
      [name, "https://canary.example", NOT_AN_ID],
      [name, true, /must be a string, not a boolean$/],
      [name, [ID], /must be a string, not a list$/],
    ],
  );
  test.each<[string, unknown, RegExp]>([
    ...cases,
    ["adoptByName", "true", /^adoptByName must be true or false, not a string$/],
    ["adoptByName", 1, /^adoptByName must be true or false, not a number$/],
  ])("%s: %j", (name, value, expected) => {
    const { failures } = check({ ...FULL, [name]: value });
    expect(failures).toEqual([{ property: name, reason: expect.stringMatching(expected) }]);
    expect(failures[0]?.reason).not.toContain("canary");
  });

  test("a client that is told in two ways", () => {
    const { failures } = check({ ...FULL, adoptClientId: ID, adoptByName: true });
    expect(failures.map(({ property }) => property)).toEqual(["adoptClientId"]);
    expect(failures[0]?.reason).toContain("remove one of adoptClientId and adoptByName");
  });
});
