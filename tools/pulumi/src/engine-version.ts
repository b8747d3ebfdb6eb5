/**
 * The version of the Pulumi engine that the tests of this repository run with, and that is installed
 * or built where there is none on `PATH`. `go.mod` pins the same version.
 */
export const ENGINE_VERSION = "3.276.0";

/**
 * The oldest engine that is accepted on `PATH`, and that `npm run test:oldest` runs the essential
 * deployments with. `go-tools/oldest-engine` pins it.
 */
export const OLDEST_ENGINE_VERSION = "3.250.0";
