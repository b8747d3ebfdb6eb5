/**
 * Files that name the version of the packages and are written by hand, below the repository: those for CI, the
 * templates, a pack of policies, and what the plugin's readers type.
 */
export const FILES = [
  "ci/**/*.{yaml,yml}",
  "templates/*/{package.json,requirements.txt}",
  "templates/*/.github/workflows/*.yaml",
  "examples/policies/custom-pack/pack/package.json",
  "plugin/README.md",
];

/** Where they name a release of this repository, or of a package of it. */
const PLACES = [
  /(?<="(?:pulumi-|pulumi-resource-)?stytch(?:-[a-z-]+)?": "\^?)[\w.+-]+/g,
  /(?<=^pulumi-stytch==)[\w.+-]+/gm,
  /(?<=\/ci@v)[\w.+-]+/g,
  /(?<=review-version:\n(?: {6}.*\n)*? {6}default: ")[^"]+/g,
  /(?<=\bstytch@)\d[\w.+-]*/g,
  /(?<=\bpulumi plugin install resource stytch )\d[\w.+-]*/g,
  /(?<=\bpulumi-resource-stytch-v)[\w.+-]+(?=-linux-amd64)/g,
  /(?<=\bthe release `v)[\w.+-]+/g,
];

/** A text of one of these files that names this version. */
export function withVersion(text: string, version: string): string {
  return PLACES.reduce((changed, place) => changed.replace(place, version), text);
}
