import { visible } from "pulumi-stytch-connected-apps/lifecycle";
import type { ClientImpact, Impact, MissingClient } from "../impact/impact.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { visibleIn } from "./json.ts";
import { moreText } from "./words.ts";

/** Raised where a reader of an earlier version would misread what is written. */
export const IMPACT_VERSION = 1;

const MOST_NAMED = 10;

/** `at least 2 organizations and 14 members lose it`. */
export function impactText(
  { people, organizations }: ClientImpact,
  { vertical, isComplete }: Pick<Impact, "vertical" | "isComplete">,
): string {
  const least = isComplete ? "" : "at least ";
  if (vertical === "consumer") return `${least}${counted(people, "user")} would lose it`;
  const wide = counted(organizations.length, "organization");
  return `${least}${wide} and ${counted(people, "member")} would lose it`;
}

/** What is said in place of an impact, without the id. */
export function missingText({ clientId, near }: MissingClient, projectId: string): string {
  return `the project ${projectId} has no such client; ${remedyFor(clientId, near, projectId)}`;
}

function remedyFor(clientId: string, near: readonly string[], projectId: string): string {
  if (near.length > 0) return `did you mean ${near.slice(0, MOST_NAMED).join(" or ")}?`;
  const environment = /^connected-app-(live|test)-/.exec(clientId)?.[1];
  const isOther = environment !== undefined && !projectId.startsWith(`project-${environment}-`);
  const settings = "correct STYTCH_PROJECT_ID and STYTCH_SECRET";
  if (isOther) return `the id is of a ${environment} project: ${settings}`;
  return `correct the id, or if it is of another project, ${settings}`;
}

/** How far it was looked. */
export function reachText({ vertical, isComplete, asked, total, calls }: Impact): string {
  if (vertical === undefined) return "no one was asked";
  const noun = vertical === "b2b" ? "organization" : "user";
  const of = total === undefined || isComplete ? "" : ` of ${total}`;
  const more = isComplete ? "" : "; raise --calls to ask more";
  return `${counted(asked, noun)}${of} asked with ${counted(calls, "call")}${more}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function organizationsText({ organizations }: ClientImpact): string {
  const named = organizations.slice(0, MOST_NAMED).map(({ id, name }) => visible(name || id));
  const left = organizations.length - named.length;
  return `${named.join(", ")}${left > 0 ? ` and ${moreText(left, "organization")}` : ""}`;
}

function titleOf({ clientId, name }: ClientImpact): string {
  return visible(name === "" ? clientId : `${name}, ${clientId}`);
}

function renderPretty(impact: Impact): string {
  const lines = impact.clients.flatMap((client) => [
    `${titleOf(client)}: ${impactText(client, impact)}`,
    ...(client.organizations.length > 0 ? [`  ${organizationsText(client)}`] : []),
  ]);
  const missing = impact.missing.map(
    (one) => `${visible(one.clientId)}: ${visible(missingText(one, impact.projectId))}`,
  );
  return `${[...lines, ...missing, `${impact.projectId}: ${reachText(impact)}.`].join("\n")}\n`;
}

function renderMarkdown(impact: Impact): string {
  const lines = impact.clients.map((client) => {
    const named =
      client.organizations.length > 0 ? `: ${escapeMarkdown(organizationsText(client))}` : "";
    return `- ${escapeMarkdown(titleOf(client))}: **${impactText(client, impact)}**${named}`;
  });
  const missing = impact.missing.map(
    (one) =>
      `- ${escapeMarkdown(one.clientId)}: **${escapeMarkdown(missingText(one, impact.projectId))}**`,
  );
  return `${[...lines, ...missing, "", `${escapeMarkdown(impact.projectId)}: ${reachText(impact)}.`].join("\n")}\n`;
}

function renderJson(impact: Impact): string {
  const missing = impact.missing.map((one) => ({
    ...one,
    problem: missingText(one, impact.projectId),
  }));
  return `${JSON.stringify(visibleIn({ version: IMPACT_VERSION, ...impact, missing }), null, 2)}\n`;
}

/** Every format of an impact by its name on the command line. */
export const IMPACT_FORMATTERS = {
  pretty: renderPretty,
  markdown: renderMarkdown,
  json: renderJson,
} as const;

export type ImpactFormat = keyof typeof IMPACT_FORMATTERS;

export const IMPACT_FORMATS = Object.keys(IMPACT_FORMATTERS) as ImpactFormat[];
