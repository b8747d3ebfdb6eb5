/**
 * The description that a doc comment gives, as Markdown: its text, then what it refers to. Its other
 * tags are for TypeScript alone, as is the word for an output that is absent.
 *
 * @param comment as it is written, with its asterisks.
 */
export function descriptionOf(comment: string): string {
  const [text = "", ...tags] = withoutAsterisks(comment).split(/^@(?=[a-z])/m);
  const references = tags
    .filter((tag) => /^see\s/.test(tag))
    .map((tag) => `See ${link(tag.replace(/^see\s+/, "").trim())}.`);
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s+/g, " "));
  return [...paragraphs, references.join(" ")]
    .filter((paragraph) => paragraph !== "")
    .join("\n\n")
    .replaceAll(/\bundefined\b/g, "absent");
}

/** The same of what a program reads: without what is said to those who write it. */
export function asOutput(description: string): string {
  return description.replaceAll(/ ?(?:Required\..*|Default: .*?\.(?=\s|$))/g, "");
}

/** The same where a default need not be given, since other places may give it. */
export function asOptional(description: string): string {
  return description.replace(/ ?Required\.(?=\s|$)/, "");
}

function withoutAsterisks(comment: string): string {
  return comment
    .replace(/^\/\*\*/, "")
    .replace(/\*\/$/, "")
    .replaceAll(/^[ \t]*\*[ \t]?/gm, "");
}

function link(reference: string): string {
  return reference.startsWith("[") ? reference : `[Stytch's documentation](${reference})`;
}
