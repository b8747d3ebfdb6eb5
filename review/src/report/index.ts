import type { Formatter } from "./format.ts";
import { renderGithub } from "./github.ts";
import { renderGitlab } from "./gitlab.ts";
import { type HostFormatter, ofChanges } from "./host-report.ts";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderPretty } from "./pretty.ts";
import { renderSarif } from "./sarif.ts";

export type { FormatOptions, Formatter } from "./format.ts";
export { renderMarkdown } from "./markdown.ts";
export { isSilent } from "./words.ts";

/** Formats of hosts, which show a change and a project alike. */
export const HOST_FORMATTERS = {
  sarif: renderSarif,
  github: renderGithub,
  gitlab: renderGitlab,
  junit: renderJunit,
} as const satisfies Readonly<Record<string, HostFormatter>>;

/** Every format by its name on the command line. */
export const FORMATTERS = {
  pretty: renderPretty,
  markdown: renderMarkdown,
  json: renderJson,
  sarif: ofChanges(renderSarif),
  github: ofChanges(renderGithub),
  gitlab: ofChanges(renderGitlab),
  junit: ofChanges(renderJunit),
} as const satisfies Readonly<Record<string, Formatter>>;

export type Format = keyof typeof FORMATTERS;

export const FORMATS = Object.keys(FORMATTERS) as Format[];
