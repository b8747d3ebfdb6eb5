/** Where the files for CI and the templates name a release of this repository, or of a package of it. */
const PLACES = [
  /(?<="(?:pulumi-|pulumi-resource-)?stytch(?:-[a-z-]+)?": ")[\w.+-]+/g,
  /(?<=^pulumi-stytch==)[\w.+-]+/gm,
  /(?<=\/ci@v)[\w.+-]+/g,
  /(?<=review-version:\n(?: {6}.*\n)*? {6}default: ")[^"]+/g,
];

/** A file for CI, or of a template, that names this version. */
export function withVersion(text: string, version: string): string {
  return PLACES.reduce((changed, place) => changed.replace(place, version), text);
}
