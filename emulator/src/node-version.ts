/** The Node.js that the package needs; the same as `engines` in its `package.json`. */
const NEEDED = "22.19.0";

/**
 * Why a Node.js cannot run this package, or undefined. Loaded before anything that an older one does not
 * support, so that people see this and not where it fails.
 *
 * @param version as in `process.versions.node`.
 */
export function nodeProblem(version: string): string | undefined {
  if (version.localeCompare(NEEDED, "en", { numeric: true }) >= 0) return undefined;
  return `stytch-connected-apps-emulator needs Node.js ${NEEDED} or newer, and this is ${version}. Install a newer one from https://nodejs.org, or put it first on the PATH.`;
}
