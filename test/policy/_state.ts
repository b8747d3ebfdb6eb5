import { CONNECTED_APP_TYPE } from "../../policy/src/settings.ts";
import { thirdParty } from "./_client.ts";
import type { AnalyzedResource } from "./_policy-server.ts";

const URN = "urn:pulumi:prod::shop::pulumi:";
const STACK = `${URN}pulumi:Stack::shop-prod`;
const PROVIDER = `${URN}providers:pulumi-nodejs::`;
const PROVIDER_ID = "11111111-1111-4111-8111-111111111111";

/** An exported state with clients of a live project: by name, what each has besides a good client. */
export function stateOf(clients: Record<string, Record<string, unknown>>): string {
  const resources = Object.entries(clients).map(([name, change]) => ({
    type: CONNECTED_APP_TYPE,
    name,
    urn: `urn:pulumi:prod::shop::${CONNECTED_APP_TYPE}::${name}`,
    properties: thirdParty({ accessTokenCustomAudience: `https://${name}.example`, ...change }),
    options: { protect: true, additionalSecretOutputs: ["clientSecret"] },
    provider: { "stytch:projectId": "project-live-1" },
  }));
  return stateWith(resources);
}

/** An exported state with these resources, and a provider for each of their settings. */
export function stateWith(resources: readonly AnalyzedResource[]): string {
  const providers = [...new Set(resources.map(({ provider }) => JSON.stringify(provider)))];
  const urnOf = (provider: object) => `${PROVIDER}p${providers.indexOf(JSON.stringify(provider))}`;
  const around = [
    { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" },
    ...providers.map((text) => {
      const config: object = JSON.parse(text);
      return {
        urn: urnOf(config),
        custom: true,
        id: PROVIDER_ID,
        type: "pulumi:providers:pulumi-nodejs",
        inputs: config,
        outputs: config,
      };
    }),
  ];
  const states = resources.map(({ name, urn, type, properties, options, provider }) => ({
    urn,
    custom: true,
    id: `id-of-${name}`,
    type,
    inputs: properties,
    outputs: properties,
    parent: STACK,
    provider: `${urnOf(provider)}::${PROVIDER_ID}`,
    ...options,
  }));
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
  return JSON.stringify({
    version: 3,
    deployment: { manifest, resources: [...around, ...states] },
  });
}
