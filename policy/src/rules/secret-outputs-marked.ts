import { z } from "zod";
import { isPublic } from "../client-type.ts";
import { eachKnown } from "../known.ts";
import { isNotSet } from "../not-set.ts";
import { defineRule, shown } from "../rule.ts";
import { encryptedOutputsOf, SECRET_OUTPUTS } from "../secrets.ts";

export const secretOutputsMarked = defineRule({
  name: "connected-app-secret-outputs-marked",
  title: "The client's secret is encrypted in the state",
  description:
    "Pulumi encrypts an output of a dynamic resource in the state only if the resource lists it in additionalSecretOutputs. The class ConnectedApp does so; a hand-written resource may not. The provider plugin returns its secrets as such, whatever is listed.",
  severity: "critical",
  level: "mandatory",
  source: "https://www.pulumi.com/docs/iac/concepts/options/additionalsecretoutputs/",
  config: z.strictObject({}),
  check(app) {
    const { properties } = app;
    const encrypted = encryptedOutputsOf(app);
    const unmarked = SECRET_OUTPUTS.filter((name) => !encrypted.includes(name));
    const missing = eachKnown(app, unmarked, (name) =>
      name === "nextClientSecret" && isNotSet(properties.nextSecretVersion) ? [] : [shown(name)],
    ).join(" and ");
    if (missing === "" || isPublic(properties.clientType)) return [];
    return [
      {
        property: "additionalSecretOutputs",
        value: `a list without ${missing}`,
        why: "the client's secret would be unencrypted in the state, where anyone who can read the state can use it",
        remedy: `Use the class ConnectedApp, or add ${missing} to the option additionalSecretOutputs`,
      },
    ];
  },
});
