import type { Formatter } from "./format.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderPretty } from "./pretty.ts";

export type { FormatOptions, Formatter } from "./format.ts";
export { isSilent } from "./words.ts";

/** Every format by its name on the command line. */
export const FORMATTERS = {
  pretty: renderPretty,
  markdown: renderMarkdown,
  json: renderJson,
} as const satisfies Readonly<Record<string, Formatter>>;

export type Format = keyof typeof FORMATTERS;

export const FORMATS = Object.keys(FORMATTERS) as Format[];
