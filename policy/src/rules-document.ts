import { markdownTable } from "markdown-table";
import type { z } from "zod";
import { configSchemaOf } from "./json-schema.ts";
import type { AnyRule } from "./rule.ts";
import { exemptionSchema, SETTINGS, settingsSchema } from "./settings.ts";

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
    "Settings of the whole pack. They are not a rule; leave the level of this name as it is.",
    parameters(settingsSchema),
    "An exemption has these fields:",
    parameters(exemptionSchema),
    "## The rules",
    ...rules.flatMap(section),
  ].join("\n\n")}\n`;
}

const INTRODUCTION = `Each rule is about one kind of mistake in a Connected App. *Mandatory* stops a preview or an update,
*advisory* is a note. A rule that can correct what it finds does so at the level \`remediate\`, without
ever widening what a client may do. An engine asks the provider first: what \`ConnectedApp\` itself
refuses, such as full access for a client of someone else, is refused, corrected or not.`;

const JUDGED = `A resource is a Connected App by its type token, \`…stytch:ConnectedApp\` in whatever case, by an alias with
such a token, or by \`types\` of \`connected-apps\`. A dynamic resource of any token is also searched for clients:
for a \`clientType\` that exists beside another input of a client, among its inputs, in lists, objects and JSON, in
\`snake_case\` and the like. What is found there is judged as a client, but not corrected. If nothing is found and the
provider is this package's or writes to Stytch's API of Connected Apps, \`connected-app-inputs-readable\` stops it.

No policy pack sees a client that is made

* without a resource: by a call of the API in the program, or after the deployment;
* by what a resource runs: a \`Command\` with \`curl\`, a function, a job;
* by a provider plugin under a token of its own, unless it is listed in \`types\`;
* by a dynamic resource whose inputs have other names or values, if the text of its provider tells nothing: because
  the address comes from an input or the environment, is encoded, or is in a package that the provider requires;
* by a dynamic resource that only the text of its provider tells from others, while \`connected-apps\` has another
  level than its own, \`remediate\`: an engine shows a pack that text at this level alone. There, what
  \`pulumi-nodejs:dynamic/stytch:SmokeTest\` has in \`app\` is taken for the client that it tests, too.

Give the secret of the Stytch project to the deployment alone, so that nothing else can make clients.`;

const CONFIGURATION = `A file for \`--policy-pack-config\`, by name of the rule: a level (\`advisory\`, \`mandatory\`,
\`remediate\`, \`disabled\`), or an object with \`enforcementLevel\` and the parameters of the rule. The
name \`all\` stands for every rule that is not named. A wrong parameter stops the deployment with the
parameter and what is allowed. Mind the names of rules: an engine (3.250) ignores a level for a rule that
does not exist, and stops at parameters for one with \`invalid enforcement level ""\`, without its name and
before it asks the pack. \`npx stytch-connected-apps-policy check-config FILE\` names it, and everything else
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

What decides the level of a violation, the first that applies:

1. \`disabled\` turns a rule off, wherever it is said;
2. \`levels\` of \`connected-apps\`;
3. the profile: \`advisory\` for all, or what \`strict\` says in the table;
4. the violation itself, where the text of the rule says so, or the client being of a test project;
5. \`enforcementLevel\` of the rule, or \`all\`;
6. the level in \`baseline\`.

A parameter that you give wins over what a profile says.

An engine tells a policy pack no difference between a level that you wrote and one that it filled in.
So \`enforcementLevel\` cannot contradict a profile: use \`levels\` for that. Remediation is turned on by
\`enforcementLevel\` alone.

\`all\` is a level for \`connected-apps\` too: beside it, give \`connected-apps\` the
\`enforcementLevel\` \`remediate\`, or its settings may go unread, and secrets be quoted.

A value that is not known in a preview cannot be judged, but all that is known beside it is, in the same
list, template or stack. The engine notes each rule that could not judge everything, and decides in the
update. With \`failOnUnknown\` a preview fails on such a value.

Why a rule is broken and what to do is said once in a run. The same finding elsewhere is one line that ends
with the place of the explanation: \`: see redirectUrls[0] of "web".\`

A message has \`[secret]\` in place of what it would quote of a property that the program marked as secret
(\`pulumi.secret\`, an output of a secret, secret configuration), and nowhere the text of that secret, whichever
client the message is about; the rules judge it all the same. An engine tells a pack what is secret only while
\`connected-apps\` has its own level, \`remediate\`: at any other one, messages quote secrets. Some engines mark a
whole list where the program marked one entry.

What \`pulumi policy analyze\` cannot decrypt (\`[secret]\`), or has another form than the input must have, is not
judged either: the pack says so once for each client and input, as a note, or with \`failOnUnknown\` as a refusal.

Whether a project is live or test is known from \`stytch:projectId\` in the configuration of the stack,
else from the variable \`STYTCH_PROJECT_ID\`, else from \`liveStacks\` and \`testStacks\`, else from
\`projectId\`. Where it is not known, rules count it as
live, save for those that are about live projects only.`;

function section(rule: AnyRule): string[] {
  const notes = [
    `Severity ${rule.severity}`,
    `\`baseline\`: ${baselineOf(rule)}`,
    `\`strict\`: ${strictOf(rule)}`,
    ...("remediate" in rule ? ["can remediate"] : []),
    ...("checkStack" in rule ? ["looks at the whole stack"] : []),
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

function baselineOf({ level, testLevel, isIdle }: AnyRule): string {
  if (isIdle !== undefined) return "mandatory once it has parameters";
  return testLevel === undefined ? level : `${level}, ${testLevel} in test projects`;
}

function strictOf({ level, strictLevel, isIdle }: AnyRule): string {
  if (isIdle !== undefined) return "mandatory once it has parameters";
  return level === "disabled" ? "disabled" : (strictLevel ?? level);
}

function parameters(
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
