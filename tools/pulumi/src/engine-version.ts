/**
 * The version of the Pulumi engine that the tests of this repository run with, and the oldest one
 * that is accepted on `PATH`. `go.mod` pins the same version.
 */
export const ENGINE_VERSION = "3.250.0";
