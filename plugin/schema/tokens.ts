/** Pulumi's name for the package, and the first part of its tokens. */
export const PACKAGE = "stytch";

/** What Pulumi calls a resource, function or type of this package. */
export function token(name: string): string {
  return `${PACKAGE}:index:${name}`;
}

/** How the schema refers to one of its types. */
export function typeRef(name: string): string {
  return `#/types/${token(name)}`;
}

/** The dynamic provider's name for the same resource, whose state the plugin adopts. */
export function dynamicToken(name: string): string {
  return `pulumi-nodejs:dynamic/stytch:${name}`;
}
