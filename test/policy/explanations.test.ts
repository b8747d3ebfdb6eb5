import { describe, expect, it } from "vitest";
import { ExplanationsOfRuns } from "../../policy/src/explanations.ts";
import { createPolicies } from "../../policy/src/pack.ts";
import { app } from "./_client.ts";
import { run } from "./_policies.ts";

const LIFETIME = "connected-app-access-token-lifetime";
const WHY = "anyone who steals an access token of this client";
const slow = (index: number, properties = {}) =>
  app(
    {
      accessTokenExpiryMinutes: 90,
      accessTokenCustomAudience: `https://${index}.example`,
      ...properties,
    },
    { name: `slow-${index}` },
  );
const twelve = Array.from({ length: 12 }, (_, index) => slow(index));
const texts = (...given: Parameters<typeof run>) =>
  run(...given).reported.map(({ message }) => message);

describe("the same finding for twelve clients", () => {
  it("is explained at the first, and one line that names it at the others", () => {
    const [first, ...others] = texts(twelve);
    expect(first).toContain(WHY);
    expect(others).toHaveLength(11);
    for (const other of others) {
      expect(other).toBe(
        'accessTokenExpiryMinutes is 90, but 30 is the limit for a client of type "third_party": see accessTokenExpiryMinutes of "slow-0".',
      );
    }
  });

  it("is reported at each of them, with its level", () => {
    const { reported } = run(twelve);
    expect(reported.map(({ policy, level }) => [policy, level])).toEqual(
      twelve.map(() => [LIFETIME, "mandatory"]),
    );
  });

  it("is explained once for a rule over the stack", () => {
    const shared = twelve.map((client) =>
      app({ accessTokenCustomAudience: "https://shared.example" }, { name: client.name }),
    );
    const said = texts(shared);
    expect(said).toHaveLength(12);
    expect(said.filter((text) => text.includes("an API cannot tell"))).toHaveLength(1);
    expect(
      said.filter((text) => text.endsWith(': see accessTokenCustomAudience of "slow-0".')),
    ).toHaveLength(11);
  });

  it("is explained once where the advice quotes the client", () => {
    const own = twelve.map(({ name }) =>
      app(
        {
          clientType: "first_party",
          fullAccessAllowed: true,
          accessTokenCustomAudience: `https://${name}.example`,
        },
        { name },
      ),
    );
    const said = texts(own);
    expect(said).toHaveLength(12);
    expect(said.filter((text) => text.includes("allowedClients of this policy."))).toHaveLength(1);
    for (const { name } of own)
      expect(said.some((text) => text.includes(`client "${name}"`))).toBe(true);
  });
});

describe("an explanation", () => {
  it("is given for each reason of a rule", () => {
    const [public_] = texts([slow(1, { clientType: "third_party_public" })]);
    const both = texts([
      slow(0, { accessTokenExpiryMinutes: 0 }),
      slow(1, { clientType: "third_party_public" }),
    ]);
    expect(both).toContain(public_);
  });

  it("is given for each error of a configuration, at the first client", () => {
    const config = { "connected-apps": { levels: { one: "advisory", two: "advisory" } } } as const;
    const said = texts([app(), app({}, { name: "other" })], config);
    for (const name of ["one", "two"])
      expect(said.filter((text) => text.includes(`levels.${name} `))).toHaveLength(1);
    expect(said).toContain('The configuration of the policy pack is wrong: see "partner".');
  });

  it("leaves in place what is said of an exemption", () => {
    const exemption = { client: "*", rule: LIFETIME, reason: "old", owner: "me" };
    const at = (expires: string) =>
      texts(twelve.slice(0, 2), { "connected-apps": { exemptions: [{ ...exemption, expires }] } });
    expect(at("2026-12-31")[1]).toMatch(
      /^Exempted until 2026-12-31 by me \(old\): .*: see .* of "slow-0"\.$/,
    );
    expect(at("2020-01-01")[1]).toMatch(
      /: see .* of "slow-0"\. The exemption of me expired on 2020-01-01/,
    );
  });

  it("is given again in the next run of a pack that goes on, be it of the same clients or others", () => {
    const policies = createPolicies({ env: {} });
    const first = texts(twelve, {}, { policies });
    expect(texts(twelve, {}, { policies })).toEqual(first);
    expect(texts([slow(13)], {}, { policies })[0]).toContain(WHY);
  });

  it("is given again in the run after one that stopped early", () => {
    const explanations = new ExplanationsOfRuns();
    const before = explanations.before(LIFETIME, "urn:a");
    expect(explanations.before(LIFETIME, "urn:b")).toBe(before);
    expect(explanations.before("another", "urn:a")).toBe(before);
    expect(explanations.before(LIFETIME, "urn:a")).not.toBe(before);
  });
});
