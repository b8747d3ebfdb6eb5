import { Secret } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { evaluate } from "../../policy/src/index.ts";
import { createPolicies } from "../../policy/src/pack.ts";
import { type ConnectedApp, defineRule, shown } from "../../policy/src/rule.ts";
import { secretPathsIn } from "../../policy/src/secrets.ts";
import { app } from "./_client.ts";
import { type Around, run, UNKNOWN } from "./_policies.ts";

const USER_URL = "https://user:hunter2@*.acme.dev/cb";
const config = { all: "mandatory", "connected-app-logo-https": { sameSite: true } } as const;

/** What the pack says, and that it says the same at the same places as without the secrets. */
function said(open: ConnectedApp[], secret: ConnectedApp[], given = {}, around: Around = {}) {
  const settings = {
    ...config,
    "connected-apps": { enforcementLevel: "remediate" as const, ...given },
  };
  const place = ({ policy, level, urn }: { policy: string; level: string; urn?: unknown }) =>
    `${policy} ${level} ${urn}`;
  const { reported } = run(secret, settings, around);
  expect(reported.map(place)).toEqual(run(open, settings, around).reported.map(place));
  return reported.map(({ message }) => message);
}

describe("the pack, of what a program marked as secret", () => {
  const TEMPLATE = '{"sub": "kingfisher", "email": {{ user.email }} }';
  it.each([
    ["an address", { redirectUrls: [USER_URL] }, { redirectUrls: [new Secret(USER_URL)] }],
    ["a list", { redirectUrls: [USER_URL] }, { redirectUrls: new Secret([USER_URL]) }],
    [
      "an address in a secret list",
      { postLogoutRedirectUrls: [USER_URL] },
      { postLogoutRedirectUrls: new Secret([new Secret(USER_URL)]) },
    ],
    [
      "a template",
      { accessTokenTemplateContent: TEMPLATE },
      { accessTokenTemplateContent: new Secret(TEMPLATE) },
    ],
    [
      "part of a template",
      { idTokenTemplateContent: { iss: "kingfisher", a: { email: "hunter2" } } },
      { idTokenTemplateContent: { iss: "kingfisher", a: new Secret({ email: "hunter2" }) } },
    ],
    ["a name", { clientName: "hunter2\u200b" }, { clientName: new Secret("hunter2\u200b") }],
    [
      "a description",
      { clientType: "third_party_public", clientDescription: "" },
      { clientType: new Secret("third_party_public"), clientDescription: new Secret("") },
    ],
    ["a logo", { logoUrl: "http://acme.dev" }, { logoUrl: new Secret("http://acme.dev") }],
    [
      "a long address",
      { redirectUrls: [`https://acme.dev/${"kingfisher/".repeat(30)}*`] },
      { redirectUrls: [new Secret(`https://acme.dev/${"kingfisher/".repeat(30)}*`)] },
    ],
  ])("tells nothing: %s", (_title, open, secret) => {
    const messages = said([app(open)], [app(secret)]);
    expect(messages.join("\n")).toMatch(/\[secret\]/);
    expect(messages.join("\n")).not.toMatch(/hunter2|acme|kingfisher|third_party_public"/);
  });

  it("tells only the property, the reason and the remedy", () => {
    const [message] = said(
      [app({ redirectUrls: ["https://*.acme.dev/cb"] })],
      [app({ redirectUrls: [new Secret("https://*.acme.dev/cb")] })],
    );
    expect(message).toBe(
      "redirectUrls[0] is [secret], with [secret] in its host name: it matches addresses that you never listed, and the owner of any of them could receive your users' sign-ins. List every address in full, without * and placeholders.",
    );
  });

  it("tells what is next to it as before", () => {
    const other = "http://partner.example/cb";
    const messages = said(
      [app({ redirectUrls: [USER_URL, other] })],
      [app({ redirectUrls: [new Secret(USER_URL), other] })],
    );
    expect(messages.join("\n")).toContain(`redirectUrls[1] is "${other}"`);
    expect(messages.join("\n")).not.toContain("hunter2");
  });

  it("reveals of numbers and flags only that they violate a rule", () => {
    const open = { accessTokenExpiryMinutes: 94, fullAccessAllowed: true };
    const messages = said(
      [app(open)],
      [app({ accessTokenExpiryMinutes: new Secret(94), fullAccessAllowed: new Secret(true) })],
    );
    expect(messages).toEqual([
      expect.stringMatching(/^fullAccessAllowed is \[secret\] for a client of type \[secret\]: /),
      expect.stringMatching(/^accessTokenExpiryMinutes is \[secret\], but 30 is the limit for /),
    ]);
  });

  it("tells nothing of the type of a client in what it says of another property", () => {
    const messages = said(
      [app({ fullAccessAllowed: true })],
      [app({ fullAccessAllowed: true, clientType: new Secret("third_party") })],
    );
    expect(messages).toEqual([expect.stringContaining("true for a client of type [secret]: ")]);
  });

  it("tells nothing of a secret of another client, be it the same or like one in clear", () => {
    const other = (change: object) =>
      app({ clientType: "first_party", ...change }, { name: "own", urn: "urn:a::b::c::own" });
    const pairs = [
      ["accessTokenCustomAudience", "https://kingfisher.dev", "https://kingfisher.dev"],
      ["accessTokenCustomAudience", "https://kingfisher.dev/a", "https://kingfisher.dev"],
      ["redirectUrls", ["https://kingfisher.dev/cb"], ["https://k1ngfisher.dev/cb"]],
      ["redirectUrls", ["https://k1ngfisher.dev/cb"], ["https://kingfisher.dev/cb"]],
    ] as const;
    for (const [property, mine, theirs] of pairs) {
      const hidden = [other({ [property]: new Secret(theirs) }), app({ [property]: mine })];
      const messages = said([other({ [property]: theirs }), app({ [property]: mine })], hidden);
      expect(messages.length).toBeGreaterThan(0);
      expect(messages.join("\n")).not.toMatch(/k[1i]ngfisher/);
    }
  });

  it("tells nothing where an exemption is used, has expired, or was explained before", () => {
    const exemption = {
      client: "old-*",
      rule: "connected-app-redirect-no-wildcard",
      ...{ reason: "old", owner: "me", acknowledgeCritical: true },
    };
    for (const expires of ["2026-12-31", "2020-01-01"]) {
      const clients = ["old-a", "old-b", "old-c"].map(
        (name) => [{ name, urn: `urn:a::b::c::${name}` }] as const,
      );
      const of = (redirectUrls: unknown) =>
        clients.map(([around]) =>
          app({ redirectUrls, accessTokenCustomAudience: `https://${around.name}` }, around),
        );
      const settings = { exemptions: [{ ...exemption, expires }] };
      const messages = said(of([USER_URL]), of([new Secret(USER_URL)]), settings);
      expect(messages.filter((text) => text.includes("see redirectUrls[0] of"))).not.toEqual([]);
      expect(messages.join("\n")).toMatch(expires < "2026" ? /expired on 2020/ : /Exempted until/);
      expect(messages.join("\n")).not.toMatch(/hunter2|acme/);
    }
  });

  it("tells nothing where a remediation moved it within its list", () => {
    const good = "https://a.example/cb";
    const urls = (last: unknown) => [good, good, last];
    const settings = { "connected-app-redirect-canonical": "remediate" } as const;
    const { reported, properties } = run(
      [app({ redirectUrls: urls(new Secret(USER_URL)) })],
      settings,
    );
    expect(properties[0]?.redirectUrls).toEqual([good, new Secret(USER_URL)]);
    expect(reported.map(({ message }) => message).join("\n")).toContain(
      "redirectUrls[1] is [secret]",
    );
    expect(reported.map(({ message }) => message).join("\n")).not.toMatch(/hunter2|acme/);
    const library = evaluate([
      { ...app({ redirectUrls: urls(USER_URL) }), secrets: ["redirectUrls[2]"] },
    ]);
    expect(library.map(({ message }) => message).join("\n")).not.toMatch(/hunter2|acme/);
  });

  it("reveals nothing of a wrong form, nor of a value next to one that is not known", () => {
    const open = { redirectUrls: "hunter2", postLogoutRedirectUrls: [UNKNOWN, USER_URL] };
    const messages = said(
      [app(open)],
      [
        app({
          redirectUrls: new Secret("hunter2"),
          postLogoutRedirectUrls: new Secret([UNKNOWN, USER_URL]),
        }),
      ],
      { failOnUnknown: true },
    );
    expect(messages.join("\n")).toContain("where a list is expected");
    expect(messages.join("\n")).not.toMatch(/hunter2|acme/);
  });

  it("forgets a secret in a run in which it is no longer secret", () => {
    const policies = createPolicies({ env: {} });
    const open = app({ redirectUrls: ["https://*.acme.dev/cb"] });
    const messages = () => run([open], {}, { policies }).reported.map(({ message }) => message);
    const before = messages();
    run([app({ redirectUrls: new Secret(["https://*.acme.dev/cb"]) })], {}, { policies });
    expect(messages()).toEqual(before);
    expect(before.join("\n")).toContain("acme.dev");
  });
});

describe("a rule of someone else", () => {
  const rule = (value: (text: string) => string, property = "clientName") =>
    defineRule({
      name: "acme-rule",
      title: "",
      description: "",
      severity: "low",
      level: "mandatory",
      source: "https://acme.example",
      config: z.strictObject({}),
      check: ({ properties }) => {
        const text = value(`${properties[property]}`);
        return [{ property, value: text, why: `it is ${text}`, remedy: `Drop ${text}` }];
      },
    });

  it.each([
    ["quotes a secret", (text: string) => shown(text)],
    ["has it in its words", (text: string) => `the name ${text} of it`],
    ["quotes a part of it", (text: string) => `with "${text.slice(0, 6)}" in it`],
  ])("that %s has the mask there", (_title, value) => {
    const client = { ...app({ clientName: "hunter2 inc" }), secrets: ["clientName"] };
    const [finding] = evaluate([client], {}, { rules: [rule(value)] });
    expect(finding).toMatchObject({ property: "clientName" });
    expect(finding?.message).toMatch(/\[secret\].*\[secret\].*\[secret\]/);
    expect(finding?.message).not.toContain("hunter");
  });

  it.each([
    ["pulumi-nodejs:dynamic/stytch:ConnectedApp", ["clientSecret"]],
    ["stytch:index:ConnectedApp", []],
  ])("that quotes the secret of a client has the mask: %s with %j", (type, marked) => {
    const options = { protect: true, additionalSecretOutputs: marked };
    const client = app({ clientSecret: "hunter2" }, { type, options });
    const [finding] = evaluate([client], {}, { rules: [rule(shown, "clientSecret")] });
    expect(finding?.message).toBe("clientSecret is [secret]: it is [secret]. Drop [secret].");
  });

  it("that has a part of a secret in its words gets the mask for all of the value", () => {
    const client = { ...app({ clientName: "hunter2 inc" }), secrets: ["clientName"] };
    const own = rule((text) => `a name that begins with ${text.slice(0, 7)}`);
    const [finding] = evaluate([client], {}, { rules: [own] });
    expect(finding?.message).toMatch(/^clientName is \[secret\]: /);
  });
});

it("the paths of secrets are found wherever they stand", () => {
  const circle: Record<string, unknown> = { a: new Secret(1) };
  circle.self = circle;
  expect(
    secretPathsIn({
      all: new Secret([1]),
      list: [1, new Secret(2)],
      deep: { b: circle },
      plain: "x",
    }),
  ).toEqual(["all", "list.1", "deep.b.a"]);
});
