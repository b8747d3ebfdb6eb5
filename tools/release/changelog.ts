const UNRELEASED = "## [Unreleased]";

/** The versions that a changelog has a section for, newest first, without the one to come. */
export function versionsOf(changelog: string): string[] {
  return [...changelog.matchAll(/^## \[(\d[^\]]*)\] - \d{4}-\d{2}-\d{2}$/gm)].map(
    ([, version = ""]) => version,
  );
}

/**
 * Makes a section of the version out of what is unreleased, and leaves an empty one above it.
 *
 * @param day like 2026-11-21.
 * @throws Error if nothing is unreleased, or the version has a section.
 */
export function closeUnreleased(changelog: string, version: string, day: string): string {
  if (versionsOf(changelog).includes(version))
    throw new Error(`CHANGELOG.md has a section for ${version}: raise the version first.`);
  const [before = "", after] = changelog.split(`${UNRELEASED}\n`);
  if (after === undefined || /^\s*(## |$)/.test(after))
    throw new Error(`CHANGELOG.md says nothing under "${UNRELEASED}": describe the release there.`);
  return `${before}${UNRELEASED}\n\n## [${version}] - ${day}\n${after}`;
}
