import { markdownTable } from "markdown-table";
import { type AnyRule, rules } from "pulumi-stytch-connected-apps-policy/rules";
import {
  baselineOf,
  CONFIGURATION,
  INTRODUCTION,
  JUDGED,
  parameters,
  strictOf,
} from "../../../policy/dist/src/rules-document.js";
import { exemptionSchema, SETTINGS, settingsSchema } from "../../../policy/dist/src/settings.js";
import { GENERATED, type Pages, pageOf } from "../page.ts";
import { exampleOf } from "./examples.ts";
import { findingsIn } from "./findings.ts";
import { programOf } from "./program.ts";

const FOLDER = "docs/policies/rules";

/** A page for each rule, one that lists them, and one on the configuration of the pack. */
export function rulePages(): Pages {
  return new Map([
    [`${FOLDER}/index.md`, listPage()],
    ["docs/policies/configuration.md", configurationPage()],
    ...rules.map((rule) => [`${FOLDER}/${rule.name}.md`, rulePage(rule)] as const),
  ]);
}

function listPage(): string {
  return pageOf([
    "# Rules",
    GENERATED,
    INTRODUCTION,
    table([
      ["rule", "severity", "baseline", "strict"],
      ...rules.map((rule) => [
        `[\`${rule.name}\`](./${rule.name}.md)`,
        rule.severity,
        baselineOf(rule),
        strictOf(rule),
      ]),
    ]),
    "Levels, parameters and exemptions are set in [the configuration of the pack](../configuration.md).",
  ]);
}

function configurationPage(): string {
  return pageOf([
    "# Configuration of the policies",
    GENERATED,
    CONFIGURATION,
    `## \`${SETTINGS}\``,
    "Settings of the whole pack. This is not a rule: do not change its level.",
    parameters(settingsSchema),
    "An exemption has these fields:",
    parameters(exemptionSchema),
    "## What is judged",
    JUDGED,
    "The [list of rules](./rules/index.md) leads to a page for each.",
  ]);
}

function rulePage(rule: AnyRule): string {
  const example = exampleOf(rule.name);
  const messages = findingsIn(rule.name, example.bad, example).map(({ message }) => message);
  return pageOf([
    `# ${rule.name}`,
    GENERATED,
    `**${rule.title}.** ${rule.description}`,
    table([
      ["severity", "`baseline`", "`strict`", "corrects", "looks at"],
      [
        rule.severity,
        baselineOf(rule),
        strictOf(rule),
        "remediate" in rule ? "at the level `remediate`" : "no",
        "checkStack" in rule ? "the whole stack" : "one resource",
      ],
    ]),
    `Source: <${rule.source}>`,
    "## What it finds",
    ...configured(rule.name, example.parameters),
    code("ts", programOf(example.bad)),
    "It says:",
    code("text", messages.join("\n")),
    "## What is right",
    code("ts", programOf(example.good)),
    "## Parameters",
    Object.keys(rule.config.shape).length > 0
      ? parameters(rule.config, rule.strictDefaults)
      : "It has none.",
    "## Exempt a client",
    "In the file of `--policy-pack-config`, with a reason, an owner and a day on which it ends:",
    json({
      "connected-apps": {
        exemptions: [
          {
            client: example.bad[0]?.name ?? "partner",
            rule: rule.name,
            reason: "why this client may do it",
            owner: "team@example.com",
            expires: "2027-06-30",
            ...(rule.severity === "critical" && { acknowledgeCritical: true }),
          },
        ],
      },
    }),
    "To change its level for all clients, name it in `levels`, for example as `advisory`:",
    json({ "connected-apps": { levels: { [rule.name]: "advisory" } } }),
    "[The configuration of the pack](../configuration.md) says which of several settings applies. " +
      "[All rules](./index.md).",
  ]);
}

/** Where the example needs parameters, the configuration that has them. */
function configured(rule: string, given: Readonly<Record<string, unknown>> | undefined): string[] {
  if (given === undefined) return [];
  return ["With these parameters,", json({ [rule]: given }), "it finds this:"];
}

function json(value: unknown): string {
  return code("json", JSON.stringify(value, null, 2));
}

function code(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function table(rows: readonly (readonly string[])[]): string {
  return markdownTable(rows, { alignDelimiters: false });
}
