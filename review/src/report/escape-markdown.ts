import { visible } from "pulumi-stytch-connected-apps/lifecycle";

/** Ends a word for what looks for links and mentions in rendered text, and cannot be seen. */
const NOTHING = "<!-- -->";

/**
 * A foreign text as text in Markdown on one line: no markup, no HTML, no link, no mention, no
 * reference to an issue, no formula; on GitHub and GitLab.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]<>|()+]/g, "\\$&")
    .replace(/[@#%!$&~](?=(\S?))/g, (mark, next) => `\\${mark}${next === "" ? "" : NOTHING}`)
    .replace(/:(?=\/\/)/g, `:${NOTHING}`)
    .replace(/\bwww(?=\.)/gi, `$&${NOTHING}`)
    .replace(/^(\s*\d*)([-=.])/, "$1\\$2");
}
