import { z } from "zod";
import { knownPart } from "../known.ts";
import { defineRule } from "../rule.ts";

export const inputsReadable = defineRule({
  name: "connected-app-inputs-readable",
  title: "The inputs of every client are readable",
  description:
    "A dynamic resource may create clients in Stytch without having the inputs of a Connected App, so no other rule can see what it creates. The rule recognizes such a resource by the text of its provider, which contains this package's provider or writes to the Connected Apps API. An engine shows that text only while connected-apps has its own level, remediate.",
  resource: "Unreadable",
  severity: "high",
  level: "mandatory",
  source: "https://www.pulumi.com/docs/iac/concepts/resources/dynamic-providers/",
  config: z.strictObject({}),
  check({ properties }) {
    const { unknown } = knownPart(properties);
    // Its inputs may be readable in the update.
    if (unknown !== undefined) throw unknown;
    return [
      {
        property: "clientType",
        value: "not among the inputs of a resource whose provider creates clients in Stytch",
        why: "no rule can judge a client whose inputs it cannot find",
        remedy:
          "Declare each client with the class ConnectedApp, or give this resource the inputs of ConnectedApp under their names",
      },
    ];
  },
});
