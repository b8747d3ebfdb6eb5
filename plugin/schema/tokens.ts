/** Pulumi's name of the package; of its resources and functions the first part. */
export const PACKAGE = "stytch";

/** What Pulumi calls a resource, function or type of this package. */
export function token(name: string): string {
  return `${PACKAGE}:index:${name}`;
}

/** How the schema refers to one of its types. */
export function typeRef(name: string): string {
  return `#/types/${token(name)}`;
}

/** What the dynamic provider calls the same resource, whose state the plugin takes over. */
export function dynamicToken(name: string): string {
  return `pulumi-nodejs:dynamic/stytch:${name}`;
}
