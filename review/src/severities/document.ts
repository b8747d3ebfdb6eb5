import { markdownTable } from "markdown-table";
import { GROUPS, type Meaning } from "./index.ts";

/** The text of SEVERITIES.md. */
export function severitiesDocument(): string {
  return `${[
    "# Severities",
    "<!-- Written by review/scripts/write-severities.mjs from review/src/severities. -->",
    INTRODUCTION,
    ...GROUPS.flatMap(([title, meanings]) => [`## ${title}`, tableOf(meanings)]),
  ].join("\n\n")}\n`;
}

const INTRODUCTION = `What a change of a Connected App may mean, and how much that matters. A client has the severity of the worst
that is true of it.

* A row has one severity, in live and in test projects alike.
* What adds a power to a client is never less severe than what takes it away. The end of a client is not the
  removal of a power but an outage.
* What only the update knows counts as the worst that it could be, and so does a secret that cannot be compared.
* For a new client, everything that it may do counts as added.
* The order of lists and of clients means nothing.
* What is under "Where secrets go" is true of a provider, or of the configuration of the stack.
* What is under "The live project" only \`stytch-review project\` finds; what someone changed outside Pulumi means
  what the same change by a program would.`;

/** Without padding, so that a change of one row is a change of one line. */
function tableOf(meanings: Readonly<Record<string, Meaning>>): string {
  const rows = Object.entries(meanings).map(([id, { severity, title, why }]) => [
    `\`${id}\``,
    severity,
    title,
    why,
  ]);
  return markdownTable([["id", "severity", "meaning", "why"], ...rows], { alignDelimiters: false });
}
