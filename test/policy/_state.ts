import { CONNECTED_APP_TYPE } from "../../policy/src/settings.ts";
import { thirdParty } from "./_client.ts";

const URN = "urn:pulumi:prod::shop::pulumi:";
const STACK = `${URN}pulumi:Stack::shop-prod`;
const PROVIDER = `${URN}providers:pulumi-nodejs::default`;
const PROVIDER_ID = "11111111-1111-4111-8111-111111111111";

/** An exported state with clients of a live project: by name, what each has besides a good client. */
export function stateOf(clients: Record<string, Record<string, unknown>>): string {
  const resources = Object.entries(clients).map(([name, change]) => {
    const properties = thirdParty({
      accessTokenCustomAudience: `https://${name}.example`,
      ...change,
    });
    return {
      urn: `urn:pulumi:prod::shop::${CONNECTED_APP_TYPE}::${name}`,
      custom: true,
      id: `id-of-${name}`,
      type: CONNECTED_APP_TYPE,
      inputs: properties,
      outputs: properties,
      parent: STACK,
      provider: `${PROVIDER}::${PROVIDER_ID}`,
      additionalSecretOutputs: ["clientSecret"],
      protect: true,
    };
  });
  const config = { "stytch:projectId": "project-live-1" };
  const around = [
    { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" },
    {
      urn: PROVIDER,
      custom: true,
      id: PROVIDER_ID,
      type: "pulumi:providers:pulumi-nodejs",
      inputs: config,
      outputs: config,
    },
  ];
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
  return JSON.stringify({
    version: 3,
    deployment: { manifest, resources: [...around, ...resources] },
  });
}
