import { z } from "zod";
import { isPublic } from "../client-type.ts";
import { isNotSet } from "../not-set.ts";
import { defineRule, shown } from "../rule.ts";

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
    const secrets = isNotSet(properties.nextSecretVersion)
      ? ["clientSecret"]
      : ["clientSecret", "nextClientSecret"];
    const missing = secrets
      .filter((name) => !options.additionalSecretOutputs.includes(name))
      .map(shown)
      .join(" and ");
    if (missing === "") return [];
    return [
      {
        property: "additionalSecretOutputs",
        value: `a list without ${missing}`,
        why: "the client's secret would be written into the state unencrypted, where everybody who can read the state can use it",
        fix: `Use the class ConnectedApp, or add ${missing} to the option additionalSecretOutputs`,
      },
    ];
  },
});
