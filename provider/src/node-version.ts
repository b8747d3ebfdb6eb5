/** The Node.js that the package needs; the same as `engines` in its `package.json`. */
const NEEDED = "22.19.0";

/**
 * Why a Node.js cannot run this package, or undefined. Loaded before anything that an older version does
 * not understand, so that people see this message and not some other failure.
 *
 * @param version as in `process.versions.node`.
 */
export function nodeProblem(version: string): string | undefined {
  if (version.localeCompare(NEEDED, "en", { numeric: true }) >= 0) return undefined;
  return `pulumi-stytch-connected-apps needs Node.js ${NEEDED} or newer, and this is ${version}. Install a newer one from https://nodejs.org, or put it first on the PATH.`;
}
