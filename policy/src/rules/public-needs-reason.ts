import { z } from "zod";
import { isPublic } from "../client-type.ts";
import { isNotSet } from "../not-set.ts";
import { client } from "../parameters.ts";
import { matchesApp } from "../pattern.ts";
import { defineRule, shown } from "../rule.ts";

export const publicNeedsReason = defineRule({
  name: "connected-app-public-needs-reason",
  title: "A reason for every public client",
  description:
    "A client that runs on a server can have a secret, which distinguishes it from an impostor. If a client has none, its description or the configuration of this policy should say why.",
  severity: "low",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.5",
  config: z.strictObject({
    reasons: z
      .record(client, z.string().trim().min(1))
      .default({})
      .describe(
        "Reasons by client: names of resources or URNs, `*` matches any characters. An alternative to clientDescription.",
      ),
  }),
  check(app, { reasons }) {
    const { clientType } = app.properties;
    if (!isPublic(clientType) || isReason(app.properties.clientDescription)) return [];
    if (Object.keys(reasons).some((pattern) => matchesApp(pattern, app))) return [];
    return [
      {
        property: "clientType",
        value: `${shown(clientType)}, and nothing says why`,
        why: "any program that knows the client's id, which is public, can impersonate a client without a secret",
        remedy:
          "Say in clientDescription why the client cannot keep a secret, or give it a type without _public if it runs on a server",
      },
    ];
  },
});

/** White space is not a reason. */
function isReason(description: unknown): boolean {
  return !isNotSet(typeof description === "string" ? description.trim() : description);
}
