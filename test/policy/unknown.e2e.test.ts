import { CustomResource, secret } from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { register } from "../e2e/_clients.ts";
import { CREATE, SEARCH, startProject, type TestProject } from "../e2e/_project.ts";
import { startStack, type TestStack } from "../e2e/_stack.ts";
import { thirdParty } from "./_client.ts";
import { withPack } from "./_with-pack.ts";

const GOOD_URLS = ["https://partner.example/callback"];

let project: TestProject;
let stack: TestStack;
beforeAll(async () => {
  project = await startProject();
  stack = await startStack(project);
});
afterAll(async () => {
  await stack.remove();
  await project.close();
});

/** A client that someone else's provider creates. */
const FOREIGN = "pulumi-nodejs:dynamic/acme:ConnectedApp";
const FOREIGN_PROVIDER = 'exports.handler=()=>({create:async(outs)=>({id:"1",outs})})';

class ForeignApp extends CustomResource {
  constructor(name: string, properties: Record<string, unknown>) {
    const inputs = { ...properties, __provider: FOREIGN_PROVIDER };
    super(FOREIGN, name, inputs, { additionalSecretOutputs: ["clientSecret"] });
  }
}

describe("addresses that only the update can tell", () => {
  const RULE = "connected-app-redirect-no-wildcard";
  const program = async () => {
    const { clientId } = register("own", { clientType: "first_party", redirectUrls: GOOD_URLS });
    const redirectUrls = clientId.apply((id) => [`https://*.a.example/${id}`]);
    register("partner", thirdParty({ redirectUrls }));
  };

  it("hide no known value next to them from the preview, so nothing is sent", async () => {
    const flags = await withPack(stack, {});
    const requests = await project.requestsDuring(async () => {
      const preview = await stack.preview(async () => {
        const own = register("own", { clientType: "first_party", redirectUrls: GOOD_URLS });
        const later = own.clientId.apply((id) => `https://${id}.example/`);
        register("partner", thirdParty({ redirectUrls: ["https://*.acme.dev/cb", secret(later)] }));
        const accessTokenTemplateContent = { sub: "x", org: own.clientId };
        register("template", thirdParty({ accessTokenTemplateContent }));
      }, flags);
      expect(preview.ok).toBe(false);
      expect(preview.output).toMatch(new RegExp(`mandatory.*${RULE}.*partner`));
      expect(preview.output).toMatch(/mandatory.*connected-app-claims-template-safe.*template/);
      expect(preview.output).toContain(".redirectUrls.1 can't be known during preview");
    });
    expect(requests).toEqual({});
  });

  it("fail the preview with failOnUnknown", async () => {
    const flags = await withPack(stack, { "connected-apps": { failOnUnknown: true } });
    const preview = await stack.preview(program, flags);
    expect(preview.ok).toBe(false);
    expect(preview.output).toContain("redirectUrls is not known before the update");
    expect(preview.output).toContain("set failOnUnknown to false");
  });

  it("are otherwise reported in the preview and judged in the update, before they are sent", async () => {
    const flags = await withPack(stack, {});
    const preview = await stack.preview(program, flags);
    expect(preview.ok).toBe(true);
    expect(preview.output).toContain(RULE);
    expect(preview.output).toContain(".redirectUrls can't be known during preview");
    expect(preview.output).not.toContain("mandatory");

    const requests = await project.requestsDuring(async () => {
      const up = await stack.up(program, flags);
      expect(up.ok).toBe(false);
      expect(up.output).toMatch(new RegExp(`mandatory.*${RULE}`));
      expect(up.output).toContain('redirectUrls[0] is "https://*.a.example/');
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 1 });
    await stack.destroy();
  });
});

describe("a resource of someone else whose type is in the settings", () => {
  it("is judged like a Connected App", async () => {
    const flags = await withPack(stack, { "connected-apps": { types: [FOREIGN] } });
    const preview = await stack.preview(async () => {
      new ForeignApp("foreign", thirdParty({ fullAccessAllowed: true }));
    }, flags);
    expect(preview.ok).toBe(false);
    expect(preview.output).toMatch(/mandatory.*connected-app-no-full-access-for-third-party/);
    expect(preview.output).toContain(`(${FOREIGN}: foreign)`);
  });
});

describe("a client under another guise", () => {
  class Disguised extends CustomResource {
    constructor(type: string, name: string, provider: string, inputs: Record<string, unknown>) {
      super(type, name, { ...inputs, __provider: provider });
    }
  }
  const OURS = 'exports.handler=()=>require("pulumi-stytch-connected-apps/dynamic").connectedApp';

  it("is judged by its token, by what serves it, and by its inputs", async () => {
    const redirectUrls = ["https://*.acme.dev/cb"];
    const flags = await withPack(stack, {});
    const preview = await stack.preview(async () => {
      const inputs = thirdParty({ redirectUrls });
      new Disguised("pulumi-nodejs:dynamic/Stytch:ConnectedApp", "by-token", OURS, inputs);
      new Disguised("pulumi-nodejs:acme:Thing", "by-inputs", FOREIGN_PROVIDER, inputs);
      const wrapped = `const ours = ${OURS.slice("exports.handler=".length)}; exports.handler = ours`;
      new Disguised("pulumi-nodejs:acme:Thing", "by-provider", wrapped, {
        clientType: "third_party",
        redirectUrls,
      });
    }, flags);
    expect(preview.ok).toBe(false);
    for (const name of ["by-token", "by-inputs", "by-provider"]) {
      expect(preview.output).toMatch(new RegExp(`mandatory.*redirect-no-wildcard.*: ${name}\\)`));
      expect(preview.output).toMatch(new RegExp(`mandatory.*secret-outputs-marked.*: ${name}\\)`));
    }
  });
});

describe("remediation", () => {
  const foreign = (name: string, properties: Record<string, unknown>) =>
    new ForeignApp(name, properties);
  const firstPartyPublic = { clientType: "first_party_public" };
  /** Who registers each client, what is wrong with it, and what that is corrected to. */
  const CLIENTS = {
    "full-access": [foreign, { fullAccessAllowed: true }, { fullAccessAllowed: false }],
    consent: [
      foreign,
      { bypassConsentForOfflineAccess: true },
      { bypassConsentForOfflineAccess: false },
    ],
    "public-consent": [
      register,
      { ...firstPartyPublic, bypassConsentForOfflineAccess: true },
      { ...firstPartyPublic, bypassConsentForOfflineAccess: false },
    ],
    lifetime: [register, { accessTokenExpiryMinutes: 90 }, { accessTokenExpiryMinutes: 30 }],
    twice: [register, { redirectUrls: [...GOOD_URLS, ...GOOD_URLS] }, { redirectUrls: GOOD_URLS }],
  } as const;
  const program = (which: "bad" | "corrected") => async () => {
    for (const [name, [create, bad, corrected]] of Object.entries(CLIENTS)) {
      const accessTokenCustomAudience = `https://${name}.example`;
      const change = which === "bad" ? bad : corrected;
      create(name, thirdParty({ accessTokenCustomAudience, ...change }));
    }
  };
  const remediate = {
    "connected-apps": { types: [FOREIGN] },
    "connected-app-no-full-access-for-third-party": "remediate",
    "connected-app-no-consent-bypass-for-third-party": "remediate",
    "connected-app-public-no-consent-bypass": "remediate",
    "connected-app-access-token-lifetime": "remediate",
  };
  const inputs = async () =>
    Object.values(await stack.apps())
      .map((app) => JSON.stringify([app.urn, app.inputs]))
      .sort();

  it("changes what is wrong and not a byte of the rest, once", async () => {
    const flags = await withPack(stack, remediate);
    const first = await stack.up(program("bad"), flags);
    expect(first.ok, first.output).toBe(true);
    const afterFirst = await inputs();
    expect(afterFirst).toHaveLength(Object.keys(CLIENTS).length);
    for (const text of afterFirst) expect(text).toContain('"__provider":"exports.handler');

    const changes = { same: Object.keys(CLIENTS).length + 1 };
    const requests = await project.requestsDuring(async () => {
      const again = await stack.up(program("bad"), flags);
      expect(again, again.output).toMatchObject({ ok: true, changes });
      expect(await inputs()).toEqual(afterFirst);
      const without = await stack.up(program("corrected"));
      expect(without, without.output).toMatchObject({ ok: true, changes });
      expect(await inputs()).toEqual(afterFirst);
    });
    expect(requests).toEqual({});
  });

  it("does not help against what the provider refuses, which the engine asks first", async () => {
    const flags = await withPack(stack, remediate);
    const requests = await project.requestsDuring(async () => {
      const preview = await stack.preview(async () => {
        register("partner", thirdParty({ fullAccessAllowed: true }));
      }, flags);
      expect(preview.ok).toBe(false);
      expect(preview.output).toContain("fullAccessAllowed is for first-party clients only");
    });
    expect(requests).toEqual({});
  });
});
