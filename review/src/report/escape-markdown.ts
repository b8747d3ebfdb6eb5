import { visible } from "pulumi-stytch-connected-apps/lifecycle";

/** Ends a word for what looks for links and mentions in rendered text, and cannot be seen. */
const NOTHING = "<!-- -->";

const LONGEST = 1000;

/**
 * A foreign text as text in Markdown on one line: no markup, no HTML, no link, no mention, no
 * reference to an issue, no formula; on GitHub and GitLab. Longer ones are cut.
 *
 * @param longest in characters before they are escaped. Default: 1,000.
 */
export function escapeMarkdown(text: string, longest: number = LONGEST): string {
  const short = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return visible(short)
    .replace(/[\\`*_{}[\]<>|()+]/g, "\\$&")
    .replace(/[@#%!$&~](?=(\S?))/g, (mark, next) => `\\${mark}${next === "" ? "" : NOTHING}`)
    .replace(/:(?=\/\/)/g, `:${NOTHING}`)
    .replace(/\bwww(?=\.)/gi, `$&${NOTHING}`)
    .replace(/^(\s*\d*)([-=.])/, "$1\\$2");
}
