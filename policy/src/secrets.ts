import { ifKnown } from "./known.ts";
import { isSecret, rawOf } from "./raw-values.ts";
import type { ConnectedApp } from "./rule.ts";
import { TOKENS } from "./tokens.ts";

/** Paths of what a program marked as secret, in properties that the SDK passes to a remediation. */
export function secretPathsIn(props: Record<string, unknown>): string[] {
  const visit = (value: unknown, path: string, around: readonly unknown[]): string[] => {
    if (isSecret(value)) return [path];
    if (!(value instanceof Object) || around.includes(value)) return [];
    const within = [...around, value];
    return Object.entries(value).flatMap(([key, member]) =>
      visit(member, path === "" ? key : `${path}.${key}`, within),
    );
  };
  return visit(rawOf(props), "", []);
}

/** Paths of secrets once some properties have changed; a secret may be anywhere in a changed property. */
export function afterChange(paths: readonly string[], changed: readonly string[]): string[] {
  return paths.map((path) => changed.find((property) => isWithin(path, property)) ?? path);
}

/** The outputs that hold a secret of a client. */
export const SECRET_OUTPUTS = ["clientSecret", "nextClientSecret"] as const;

/**
 * The outputs that are encrypted in the state whatever is in them: those that a resource lists, and
 * those that the plugin returns as secrets, which no option shows.
 */
export function encryptedOutputsOf({ type, options }: ConnectedApp): readonly string[] {
  const byPlugin = type === TOKENS.connectedApp.plugin ? SECRET_OUTPUTS : [];
  return [...options.additionalSecretOutputs, ...byPlugin];
}

/** Paths of a client's properties that are secret, or become secret in the state. */
function pathsOf(app: ConnectedApp): readonly string[] {
  return [...(app.secrets ?? []), ...encryptedOutputsOf(app)];
}

/** Whether a property of a client is secret, is part of a secret or has one in it. */
export function concernsSecret(app: ConnectedApp, property: string): boolean {
  return pathsOf(app).some((path) => isWithin(path, property) || isWithin(property, path));
}

/** Whether a path leads to a property or into it: `a[1].b` into `a` and `a.1`. */
function isWithin(path: string, property: string): boolean {
  return `${plainPath(path)}.`.startsWith(`${plainPath(property)}.`);
}

/** A path with dots between names and indexes, in whichever notation it is written. */
export function plainPath(path: string): string {
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .join(".");
}

/** The secret texts, numbers and flags of a client. */
export function secretValuesOf(app: ConnectedApp): (string | number | boolean)[] {
  const visit = (value: unknown, around: readonly unknown[]): (string | number | boolean)[] => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      return [value];
    if (!(value instanceof Object) || around.includes(value)) return [];
    const within = [...around, value];
    return Object.keys(value).flatMap((key) => [
      ...(Array.isArray(value) ? [] : [key]),
      ...visit(
        ifKnown(() => Reflect.get(value, key)),
        within,
      ),
    ]);
  };
  return pathsOf(app).flatMap((path) => visit(valueAt(app.properties, path), []));
}

function valueAt(properties: object, path: string): unknown {
  let value: unknown = properties;
  for (const key of plainPath(path).split(".")) {
    if (!(value instanceof Object)) return undefined;
    const parent = value;
    value = ifKnown(() => Reflect.get(parent, key));
  }
  return value;
}
