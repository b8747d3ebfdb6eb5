/**
 * The description that a doc comment gives, as Markdown: its text, then its references. Its other tags are for
 * TypeScript only, and so is its word for an absent output.
 *
 * @param comment as written, with its asterisks.
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

/** The same for an output: without what concerns only those who set the value. */
export function asOutput(description: string): string {
  return description.replaceAll(/ ?(?:Required\..*|Default: .*?\.(?=\s|$))/g, "");
}

/** The same for an input that need not be set, since its value may come from elsewhere. */
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
