import { z } from "zod";
import { client, textOf } from "./parameters.ts";
import { invalid, valid } from "./result.ts";

/** Name under which the settings of the whole pack stand among the policies of a configuration. */
export const SETTINGS = "connected-apps";

/** Type token under which the provider registers a Connected App. */
export const CONNECTED_APP_TYPE = "pulumi-nodejs:dynamic/stytch:ConnectedApp";

/** Type token of the setting of an organization, for rules that are about that. */
export const ORGANIZATION_TYPE = "pulumi-nodejs:dynamic/stytch:OrganizationConnectedApps";

export const exemptionSchema = z.strictObject({
  client: client.describe(
    "The client: name of the resource or URN, `*` for any characters. From a rule of severity critical not all of them.",
  ),
  rule: z.string().trim().min(1).describe("Name of the rule that the client may break."),
  reason: z.string().trim().min(1).describe("Why that is all right."),
  owner: z.string().trim().min(1).describe("Who answers for it."),
  expires: z.iso.date().describe("Last day on which it holds (UTC), as YYYY-MM-DD."),
  acknowledgeCritical: z
    .boolean()
    .default(false)
    .describe("Must be true if the rule is of severity critical."),
});

/** A client that may break a rule for a time. */
export type Exemption = z.output<typeof exemptionSchema>;

const typeToken = textOf((given) =>
  /^[^:*\s]+:[^:*\s]*:[^:*\s]+$/.test(given)
    ? valid(given)
    : invalid("must be a complete type token, package:module:Type"),
);

const stackName = textOf((given) =>
  /^[^/:\s]+$/.test(given)
    ? valid(given)
    : invalid("must be only the name of a stack, without organization and project"),
);

export const settingsSchema = z.strictObject({
  profile: z
    .enum(["baseline", "strict", "advisory"])
    .default("baseline")
    .describe(
      "`baseline`; `strict`, in which the rules of OAuth 2.1 and the Model Context Protocol are mandatory and some parameters narrower; or `advisory`, in which no rule stops a deployment.",
    ),
  levels: z
    .record(z.string(), z.enum(["advisory", "mandatory", "disabled"]))
    .default({})
    .describe("Levels by name of the rule, which win over the profile."),
  exemptions: z
    .array(exemptionSchema)
    .default([])
    .describe("Clients that may break a rule for a time."),
  maxExemptionDays: z
    .int()
    .min(1)
    .max(3650)
    .default(366)
    .describe("Days from today for which an exemption may hold at most."),
  types: z
    .array(typeToken)
    .default([])
    .describe("Further type tokens of resources that are Connected Apps."),
  projectId: z
    .string()
    .trim()
    .regex(/^project-(live|test)-/, "must begin with project-live- or project-test-")
    .optional()
    .describe(
      "Stytch project of the stack, where the engine does not tell it: it is `live` or `test` by its beginning.",
    ),
  liveStacks: z
    .array(stackName)
    .default([])
    .describe("Names of stacks with a live project, `*` for any characters."),
  testStacks: z
    .array(stackName)
    .default([])
    .describe("Names of stacks with a test project, `*` for any characters."),
  failOnUnknown: z
    .boolean()
    .default(false)
    .describe(
      "Whether a preview fails if an input that matters for security is not known before the update.",
    ),
});

/** Settings of the whole pack. */
export type Settings = z.output<typeof settingsSchema>;
