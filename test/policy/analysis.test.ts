import { describe, expect, it } from "vitest";
import {
  isOwnMachine,
  isReservedClaim,
  personalSource,
  readTemplate,
  settingsIn,
} from "../../policy/src/analysis.ts";
import { evaluate } from "../../policy/src/evaluate.ts";
import type { ConnectedApp } from "../../policy/src/rule.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const URN = "urn:pulumi:dev::shop::stytch:index:ConnectedApp::web";

describe("the settings of a configuration", () => {
  const exemption = {
    client: "legacy-*",
    rule: "connected-app-access-token-lifetime",
    reason: "old devices",
    owner: "devices",
    expires: "2026-11-20",
  };
  const settings = settingsIn(
    {
      "connected-apps": {
        exemptions: [exemption],
        types: ["acme:auth:Client"],
        testStacks: ["dev"],
      },
    },
    NOW,
  );

  it("know the resources of each door, and of the tokens that they name", () => {
    const kinds = [
      "pulumi-nodejs:dynamic/stytch:ConnectedApp",
      "stytch:index:ConnectedApp",
      "stytch:index:OrganizationConnectedApps",
      "acme:auth:Client",
      "aws:s3:Bucket",
    ].map((type) => settings.kindOf(type));
    expect(kinds).toEqual([
      "ConnectedApp",
      "ConnectedApp",
      "OrganizationConnectedApps",
      "ConnectedApp",
      undefined,
    ]);
  });

  it("say for whom an exemption is, and when it is over", () => {
    const [first] = settings.exemptions;
    if (first === undefined) throw new Error("no exemption");
    expect(settings.isFor(first, { name: "legacy-tv", urn: URN })).toBe(true);
    expect(settings.isFor(first, { name: "web", urn: URN })).toBe(false);
    expect(settings.isExpired(first)).toBe(false);
    expect(settings.isExpired({ ...first, expires: "2026-11-19" })).toBe(true);
  });

  it("say of which kind a project is: by itself, else by the stack", () => {
    expect(settings.environmentOf("project-live-1", URN)).toBe("live");
    expect(settings.environmentOf(undefined, URN)).toBe("test");
    expect(settings.environmentOf(undefined, URN.replace("dev", "prod"))).toBeUndefined();
  });

  it("are those of a pack without any where they are wrong", () => {
    expect(settingsIn({ "connected-apps": { exemptions: "all" } }, NOW).exemptions).toEqual([]);
  });
});

describe("what claims are", () => {
  it("reserved, where only an authorization server may set them", () => {
    expect(isReservedClaim("sub")).toBe(true);
    expect(isReservedClaim("https://stytch.com/session")).toBe(true);
    expect(isReservedClaim("subject")).toBe(false);
    expect(isReservedClaim("subject", ["subj*"])).toBe(true);
  });

  it("personal, by a placeholder, else by their name", () => {
    expect(personalSource("contact", ["user.emails.0.email"])).toEqual({
      path: "user.emails.0.email",
    });
    expect(personalSource("phone_number", [])).toEqual({ path: undefined });
    expect(personalSource("name", ["organization.organization_name"])).toBeUndefined();
    expect(personalSource("tier", ["user.trusted_metadata.tier"])).toBeUndefined();
    expect(personalSource("contact", ["user.emails.0.email"], [])).toBeUndefined();
  });

  it("equal, where only the spaces around a placeholder differ", () => {
    const contentOf = (template: string) => {
      const read = readTemplate(template);
      return read.ok ? read.value.contents : read.problem;
    };
    expect(contentOf('{"a": {{ user.id }} }')).toEqual(contentOf('{"a":{{user.id}}}'));
    expect(contentOf('{"a": {{ user.id }} }')).not.toEqual(contentOf('{"a": {{ user.ids }} }'));
    expect(contentOf('{"a": "x "}')).not.toEqual(contentOf('{"a": "x"}'));
  });
});

describe("the own machine", () => {
  it("is where no network is between", () => {
    const found = (
      ["ipv4", "ipv6", "localhost", "mapped", "unspecified", "name", undefined] as const
    ).filter((loopback) => isOwnMachine({ loopback }));
    expect(found).toEqual(["ipv4", "ipv6", "localhost", "mapped"]);
  });
});

describe("evaluate() with values that are not known", () => {
  class Unknown extends Error {}
  const app = (): ConnectedApp => ({
    type: "stytch:index:ConnectedApp",
    name: "web",
    urn: URN,
    environment: "live",
    options: { protect: true, additionalSecretOutputs: ["clientSecret", "nextClientSecret"] },
    properties: {
      clientType: "third_party",
      accessTokenExpiryMinutes: 5,
      accessTokenCustomAudience: "shop",
      clientDescription: "A shop",
      redirectUrls: Object.defineProperty(["http://a.example.com/cb", ""], 1, {
        enumerable: true,
        get() {
          throw new Unknown();
        },
      }),
      get fullAccessAllowed() {
        throw new Unknown();
      },
    },
  });

  it("throws what reading them throws", () => {
    expect(() => evaluate([app()], {}, { now: NOW })).toThrow(Unknown);
  });

  it("leaves them out where someone listens, and judges the rest", () => {
    const reasons: unknown[] = [];
    const whenUnknown = (reason: unknown) => void reasons.push(reason);
    const found = evaluate([app()], {}, { now: NOW, whenUnknown }).map(({ rule }) => rule);
    expect(found).toContain("connected-app-redirect-https");
    expect(found).not.toContain("connected-app-no-full-access-for-third-party");
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.every((reason) => reason instanceof Unknown)).toBe(true);
  });

  it("corrects what it can, without a look at the rest", () => {
    const client = app();
    const properties = Object.defineProperties(
      {},
      {
        ...Object.getOwnPropertyDescriptors(client.properties),
        accessTokenExpiryMinutes: { value: 600, enumerable: true },
      },
    );
    const configuration = {
      "connected-app-access-token-lifetime": "remediate",
      "connected-app-no-full-access-for-third-party": "remediate",
    };
    const found = evaluate([{ ...client, properties }], configuration, {
      now: NOW,
      whenUnknown: () => {},
    });
    const corrected = found.filter(({ level }) => level === "remediate").map(({ rule }) => rule);
    expect(corrected).toEqual(["connected-app-access-token-lifetime"]);
  });
});
