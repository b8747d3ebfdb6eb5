import { z } from "zod";
import { client, textOf } from "./parameters.ts";
import { invalid, valid } from "./result.ts";

/** Name of the policy whose configuration holds the settings of the whole pack. */
export const SETTINGS = "connected-apps";

export const exemptionSchema = z.strictObject({
  client: client.describe(
    "The client: name of the resource or URN, `*` matches any characters. For a rule of severity critical, it must not match all clients.",
  ),
  rule: z.string().trim().min(1).describe("Name of the rule that the client may violate."),
  reason: z.string().trim().min(1).describe("Why that is acceptable."),
  owner: z.string().trim().min(1).describe("Who is responsible for it."),
  expires: z.iso.date().describe("Last day on which it is valid (UTC), as YYYY-MM-DD."),
  acknowledgeCritical: z
    .boolean()
    .default(false)
    .describe("Must be true if the rule is of severity critical."),
});

/** A client that may violate a rule for a time. */
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
      "`baseline`; `strict`, which makes the rules of OAuth 2.1 and the Model Context Protocol mandatory and some parameters stricter; or `advisory`, in which no rule stops a deployment.",
    ),
  levels: z
    .record(z.string(), z.enum(["advisory", "mandatory", "disabled"]))
    .default({})
    .describe("Levels by name of the rule. They override the profile."),
  exemptions: z
    .array(exemptionSchema)
    .default([])
    .describe("Clients that may violate a rule for a time."),
  maxExemptionDays: z
    .int()
    .min(1)
    .max(3650)
    .default(366)
    .describe("Maximum number of days from today for which an exemption may be valid."),
  types: z
    .array(typeToken)
    .default([])
    .describe("Additional type tokens of resources that are Connected Apps."),
  projectId: z
    .string()
    .trim()
    .regex(/^project-(live|test)-/, "must begin with project-live- or project-test-")
    .optional()
    .describe(
      "Stytch project of the stack, if the engine does not know it. Its prefix says whether it is `live` or `test`.",
    ),
  liveStacks: z
    .array(stackName)
    .default([])
    .describe("Names of stacks with a live project, `*` matches any characters."),
  testStacks: z
    .array(stackName)
    .default([])
    .describe("Names of stacks with a test project, `*` matches any characters."),
  failOnUnknown: z
    .boolean()
    .default(false)
    .describe(
      "Whether a preview fails if an input that matters for security is not known before the update.",
    ),
});

/** Settings of the whole pack. */
export type Settings = z.output<typeof settingsSchema>;
