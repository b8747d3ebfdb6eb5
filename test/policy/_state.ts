import { TOKENS } from "../../policy/src/tokens.ts";
import { thirdParty } from "./_client.ts";
import { type AnalyzedResource, providerType } from "./_policy-server.ts";

const URN = "urn:pulumi:prod::shop::pulumi:";
const STACK = `${URN}pulumi:Stack::shop-prod`;
const TYPE = TOKENS.connectedApp.dynamic;
const PROVIDER_ID = "11111111-1111-4111-8111-111111111111";

/** An exported state with clients of a live project: by name, what each has besides a good client. */
export function stateOf(clients: Record<string, Record<string, unknown>>): string {
  const resources = Object.entries(clients).map(([name, change]) => ({
    type: TYPE,
    name,
    urn: `urn:pulumi:prod::shop::${TYPE}::${name}`,
    properties: thirdParty({ accessTokenCustomAudience: `https://${name}.example`, ...change }),
    options: { protect: true, additionalSecretOutputs: ["clientSecret"] },
    provider: { "stytch:projectId": "project-live-1" },
  }));
  return stateWith(resources);
}

/** An exported state with these resources, and a provider for each of their settings. */
export function stateWith(resources: readonly AnalyzedResource[]): string {
  const ownerOf = ({ type, provider }: AnalyzedResource) =>
    JSON.stringify([providerType(type), provider]);
  const providers = [...new Set(resources.map(ownerOf))];
  const urnOf = (owner: string) =>
    `${URN}${JSON.parse(owner)[0].slice("pulumi:".length)}::p${providers.indexOf(owner)}`;
  const around = [
    { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" },
    ...providers.map((text) => {
      const [type, config]: [string, object] = JSON.parse(text);
      return {
        urn: urnOf(text),
        custom: true,
        id: PROVIDER_ID,
        type,
        inputs: config,
        outputs: config,
      };
    }),
  ];
  const states = resources.map((resource) => ({
    urn: resource.urn,
    custom: true,
    id: `id-of-${resource.name}`,
    type: resource.type,
    inputs: resource.properties,
    outputs: resource.properties,
    parent: STACK,
    provider: `${urnOf(ownerOf(resource))}::${PROVIDER_ID}`,
    ...resource.options,
  }));
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
  return JSON.stringify({
    version: 3,
    deployment: { manifest, resources: [...around, ...states] },
  });
}
