import { markdownTable } from "markdown-table";
import { MISBEHAVIOURS } from "stytch-connected-apps-emulator";
import { CHECKS } from "stytch-connected-apps-smoke";
import { GENERATED, type Pages, pageOf } from "../page.ts";
import { CHECK_NOTES } from "./notes.ts";

type Check = (typeof CHECKS)[number];

const FOLDER = "docs/smoke-test/checks";

/** A page for each check of the smoke test, and one that lists them. */
export function checkPages(): Pages {
  return new Map([
    [`${FOLDER}/index.md`, listPage()],
    ...CHECKS.map((check) => [`${FOLDER}/${check.id}.md`, checkPage(check)] as const),
  ]);
}

const linkTo = (id: string) => `[\`${id}\`](./${id}.md)`;

function listPage(): string {
  const rows = CHECKS.map(({ id, title, needs }) => [
    linkTo(id),
    title,
    needs.map(linkTo).join(", "),
  ]);
  return pageOf([
    "# Checks of the smoke test",
    GENERATED,
    "In the order in which they run. A check that needs another one is skipped when that one fails.",
    markdownTable([["check", "what it proves", "needs"], ...rows], { alignDelimiters: false }),
    "[The runbook](../runbook.md) says where to begin when one fails.",
  ]);
}

function checkPage({ id, title, needs }: Check): string {
  const { hit, causes, todo, misbehaviours } = CHECK_NOTES[id];
  const needing = CHECKS.filter((other) => other.needs.includes(id));
  return pageOf([
    `# ${id}`,
    GENERATED,
    `**${title}.**`,
    `Who is hit while it fails? ${hit}`,
    "## What makes it fail",
    list(causes.map((cause) => `${cause};`)).replace(/;$/, "."),
    "## What to do",
    todo.map((step, index) => `${index + 1}. ${step}`).join("\n"),
    "To run this check and what it needs, and nothing else:",
    `\`\`\`sh\nnpx stytch-smoke --stack prod --app NAME --only ${id}\n\`\`\``,
    "## Where it stands",
    list([
      needs.length > 0
        ? `It needs ${needs.map(linkTo).join(" and ")}.`
        : "It needs no other check.",
      needing.length > 0
        ? `While it fails, these are skipped: ${needing.map((other) => linkTo(other.id)).join(", ")}.`
        : "No other check needs it.",
    ]),
    ...proof(misbehaviours),
    "[All checks](./index.md) · [Runbook](../runbook.md)",
  ]);
}

/** How a test makes the check fail. */
function proof(misbehaviours: readonly string[]): string[] {
  if (misbehaviours.length === 0) return [];
  const known: Readonly<Record<string, string>> = MISBEHAVIOURS;
  return [
    "## See it fail",
    "The [emulator](../../emulator/index.md) is wrong on purpose with one of these misbehaviours:",
    list(misbehaviours.map((name) => `\`${name}\`: ${known[name]}`)),
  ];
}

function list(items: readonly string[]): string {
  return items.map((item) => `* ${item}`).join("\n");
}
