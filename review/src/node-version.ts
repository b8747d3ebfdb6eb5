/** The Node.js that the package needs; the same as `engines` in its `package.json`. */
const NEEDED = "22.19.0";

/**
 * Why a Node.js cannot run this package, or undefined. It is loaded before anything that an older
 * Node.js does not know, so that users see this instead of a syntax error.
 *
 * @param version As in `process.versions.node`.
 */
export function nodeProblem(version: string): string | undefined {
  if (version.localeCompare(NEEDED, "en", { numeric: true }) >= 0) return undefined;
  return `stytch-connected-apps-review needs Node.js ${NEEDED} or newer, and this is ${version}. Install a newer one from https://nodejs.org, or put it first on the PATH.`;
}
