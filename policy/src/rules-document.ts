import { markdownTable } from "markdown-table";
import type { z } from "zod";
import { configSchemaOf } from "./json-schema.ts";
import type { AnyRule } from "./rule.ts";
import { exemptionSchema, SETTINGS, settingsSchema } from "./settings.ts";
import { TOKENS } from "./tokens.ts";

/** The text of RULES.md. */
export function rulesDocument(rules: readonly AnyRule[]): string {
  return `${[
    "# Rules",
    "<!-- Written by policy/scripts/write-rules.mjs from the sources of the rules. -->",
    INTRODUCTION,
    "## Overview",
    table([
      ["rule", "severity", "baseline", "strict"],
      ...rules.map((rule) => [
        `[\`${rule.name}\`](#${rule.name})`,
        rule.severity,
        baselineOf(rule),
        strictOf(rule),
      ]),
    ]),
    "## What is judged",
    JUDGED,
    "## Configuration",
    CONFIGURATION,
    `### \`${SETTINGS}\``,
    "Settings of the whole pack. This is not a rule: do not change its level.",
    parameters(settingsSchema),
    "An exemption has these fields:",
    parameters(exemptionSchema),
    "## The rules",
    ...rules.flatMap(section),
  ].join("\n\n")}\n`;
}

/** What the rules are. */
export const INTRODUCTION = `Each rule is about one kind of mistake in a Connected App. *Mandatory* rules stop a preview or an update,
*advisory* rules only report. A rule that can correct what it finds does so at the level \`remediate\`, and never
widens what a client may do. An engine checks a resource with its provider first: what \`ConnectedApp\` itself
refuses, such as full access for a third-party client, it refuses even if a rule would correct it.`;

/** Which resources the pack judges, and which clients it cannot see. */
export const JUDGED = `A resource is a Connected App if its type token is \`${TOKENS.connectedApp.dynamic}\` (dynamic provider) or
\`${TOKENS.connectedApp.plugin}\` (plugin), or contains \`stytch\` and ends with \`:ConnectedApp\` in any case; if an alias has such
a token; or if \`types\` of \`connected-apps\` lists its token. In dynamic resources of any type, the pack also looks for
clients among the inputs: a \`clientType\` that exists beside another input of a client, in lists, objects and JSON, even in
\`snake_case\` and similar spellings. It judges what it finds there as a client, but does not correct it. If it finds nothing
and the provider is this package's or writes to Stytch's Connected Apps API, \`connected-app-inputs-readable\` stops the
deployment.

No policy pack can see a client that is created

* without a resource: by an API call in the program, or after the deployment;
* by what a resource runs: a \`Command\` with \`curl\`, a function, a job;
* by another provider plugin under its own type token, unless \`types\` lists the token;
* by a dynamic resource whose inputs have other names or values, if the text of its provider reveals nothing: because
  the URL comes from an input or the environment, is encoded, or is in a package that the provider requires;
* by a dynamic resource that only the text of its provider identifies, while \`connected-apps\` has another level than
  its own, \`remediate\`: only at this level does an engine pass that text to a pack. At other levels the pack also takes
  the \`app\` of \`${TOKENS.smokeTest}\` for the client that it tests.

Give the secret of the Stytch project only to the deployment, so that nothing else can create clients.`;

/** How the pack is configured, without the tables of its settings. */
export const CONFIGURATION = `\`--policy-pack-config\` takes a file with the names of rules as keys: each has a level (\`advisory\`, \`mandatory\`,
\`remediate\`, \`disabled\`), or an object with \`enforcementLevel\` and the parameters of the rule. The key
\`all\` stands for every rule without a key of its own. A wrong parameter stops the deployment with a message that names
the parameter and what is allowed. Check the names of rules: an engine (3.250) ignores a level for a rule that
does not exist, and for parameters of such a rule stops with \`invalid enforcement level ""\`, without naming the rule and
before it asks the pack. \`npx stytch-connected-apps-policy check-config FILE\` reports such names and everything else
that is wrong with the file.

\`\`\`json
{
  "connected-apps": {
    "profile": "strict",
    "levels": { "connected-app-live-protected": "advisory" },
    "exemptions": [
      {
        "client": "legacy-*",
        "rule": "connected-app-access-token-lifetime",
        "reason": "the old devices cannot refresh a token",
        "owner": "devices@example.com",
        "expires": "2027-06-30"
      }
    ]
  },
  "connected-app-full-access-allowlist": { "allowedClients": ["web"] },
  "connected-app-public-no-consent-bypass": "remediate"
}
\`\`\`

The first of these that applies decides the level of a violation:

1. \`disabled\`, which turns a rule off, in any place;
2. \`levels\` of \`connected-apps\`;
3. the profile: \`advisory\` for all rules, or what the column \`strict\` of the table says;
4. the violation itself, if the description of the rule says so, or the level for clients of test projects;
5. \`enforcementLevel\` of the rule, or \`all\`;
6. the level in \`baseline\`.

A parameter that you give overrides the profile's.

To a policy pack, a level that you wrote looks like one that the engine filled in, so \`enforcementLevel\` cannot
override a profile: use \`levels\` for that. Only \`enforcementLevel\` turns remediation on.

\`all\` also sets the level of \`connected-apps\`: with it, give \`connected-apps\` the \`enforcementLevel\`
\`remediate\`, or the pack may not read its settings and may quote secrets.

The pack cannot check a value that is not known in a preview, but it checks all that is known beside it, in the same
list, template or stack. The engine notes each rule that could not check everything, and checks again in the
update. With \`failOnUnknown\`, a preview fails on such a value.

The pack explains once in a run why a rule is violated and what to do. The same finding elsewhere is one line that ends
with the place of the explanation: \`: see redirectUrls[0] of "web".\`

In a message, \`[secret]\` replaces what it would quote of a property that the program marked as secret
(\`pulumi.secret\`, an output of a secret, secret configuration), and the text of that secret anywhere, whichever
client the message is about; the rules check such a property all the same. An engine tells a pack what is secret only while
\`connected-apps\` has its own level, \`remediate\`: at any other level, messages quote secrets. Some engines mark a
whole list if the program marked one entry.

The pack does not check a value that \`pulumi policy analyze\` cannot decrypt (\`[secret]\`), or that has the wrong form:
it reports each such input of a client once, as advisory, or with \`failOnUnknown\` as mandatory.

Whether a project is live or test follows from the project of the client's provider: \`projectId\` of a provider that
the program makes, or \`stytch:projectId\` in the configuration of the stack; else from the variable
\`STYTCH_PROJECT_ID\`, which does not count if a preview does not know the provider's project yet; else from
\`liveStacks\` and \`testStacks\`, else from \`projectId\` of \`connected-apps\`. If nothing says so, rules treat it as
live, except those that are about live projects only.`;

function section(rule: AnyRule): string[] {
  const notes = [
    `Severity ${rule.severity}`,
    `\`baseline\`: ${baselineOf(rule)}`,
    `\`strict\`: ${strictOf(rule)}`,
    ...("remediate" in rule ? ["can remediate"] : []),
    ...("checkStack" in rule ? ["checks the whole stack"] : []),
    `[source](${rule.source})`,
  ];
  return [
    `### ${rule.name}`,
    `**${rule.title}.** ${rule.description}`,
    `${notes.join(" · ")}`,
    Object.keys(rule.config.shape).length > 0
      ? parameters(rule.config, rule.strictDefaults)
      : "No parameters.",
  ];
}

/** The level of a rule in the profile `baseline`, in words. */
export function baselineOf({ level, testLevel, isIdle }: AnyRule): string {
  if (isIdle !== undefined) return "mandatory once it has parameters";
  return testLevel === undefined ? level : `${level}, ${testLevel} in test projects`;
}

/** The level of a rule in the profile `strict`, in words. */
export function strictOf({ level, strictLevel, isIdle }: AnyRule): string {
  if (isIdle !== undefined) return "mandatory once it has parameters";
  return level === "disabled" ? "disabled" : (strictLevel ?? level);
}

/** The table of the parameters of a schema, with their defaults. */
export function parameters(
  schema: z.ZodObject,
  strictDefaults: Readonly<Record<string, unknown>> = {},
): string {
  const { properties } = configSchemaOf(schema);
  const code = (value: unknown) => `\`${JSON.stringify(value)}\``;
  const rows = Object.entries(properties).map(([name, property]) => [
    `\`${name}\``,
    [
      ...(property.default === undefined ? [] : [code(property.default)]),
      ...(name in strictDefaults ? [`${code(strictDefaults[name])} in \`strict\``] : []),
    ].join(", "),
    property.description ?? "",
  ]);
  return table([["parameter", "default", "meaning"], ...rows]);
}

/** Without padding, so that a change of one row is a change of one line. */
function table(rows: readonly (readonly string[])[]): string {
  return markdownTable(rows, { alignDelimiters: false });
}
