import { z } from "zod";
import { isPublic } from "../client-type.ts";
import { defineRule } from "../rule.ts";

export const secretOutputsMarked = defineRule({
  name: "connected-app-secret-outputs-marked",
  title: "The client's secret is encrypted in the state",
  description:
    "Pulumi encrypts an output in the state only if the resource names it in additionalSecretOutputs. The class ConnectedApp does; a resource written by hand may forget.",
  severity: "critical",
  level: "mandatory",
  source: "https://www.pulumi.com/docs/iac/concepts/options/additionalsecretoutputs/",
  config: z.strictObject({}),
  check({ properties, options }) {
    if (isPublic(properties.clientType)) return [];
    if (options.additionalSecretOutputs.includes("clientSecret")) return [];
    return [
      {
        property: "additionalSecretOutputs",
        value: 'a list without "clientSecret"',
        why: "the client's secret would be written into the state unencrypted, where everybody who can read the state can use it",
        fix: 'Use the class ConnectedApp, or add "clientSecret" to the option additionalSecretOutputs',
      },
    ];
  },
});
