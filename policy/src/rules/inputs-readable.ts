import { z } from "zod";
import { knownPart } from "../known.ts";
import { defineRule } from "../rule.ts";

export const inputsReadable = defineRule({
  name: "connected-app-inputs-readable",
  title: "The inputs of every client can be read",
  description:
    "A dynamic resource may make clients in Stytch without the inputs of a Connected App: no other rule sees what it makes. It is told by the text of its provider, which has this package's provider in it or writes to the API of Connected Apps. An engine shows that text only while connected-apps has its own level, remediate.",
  resource: "Unreadable",
  severity: "high",
  level: "mandatory",
  source: "https://www.pulumi.com/docs/iac/concepts/resources/dynamic-providers/",
  config: z.strictObject({}),
  check({ properties }) {
    const { unknown } = knownPart(properties);
    // It may be a client that can be read in the update.
    if (unknown !== undefined) throw unknown;
    return [
      {
        property: "clientType",
        value: "not among the inputs of a resource whose provider makes clients in Stytch",
        why: "no rule can judge a client whose inputs it cannot find",
        remedy:
          "Declare each client with the class ConnectedApp, or give this resource the inputs of ConnectedApp under their names",
      },
    ];
  },
});
