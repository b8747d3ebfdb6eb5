import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { ASSET, UNKNOWN } from "../../provider/src/service/index.ts";

/**
 * Keys and marks of values that JSON cannot hold.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const ASSETS: ReadonlySet<unknown> = new Set([
  "c44067f5952c0a294b673a41bacd8c17",
  "0def7320c3a5731c473e5ecbe6d01bc7", // archive
]);

/** Placeholders for values that are not known yet; the engine has one for each type. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** What the engine says about a property in addition to its value. */
interface Mark {
  readonly secret: boolean;
  /** URNs of the resources that the value came from. */
  readonly dependencies: ReadonlySet<string>;
}

interface Found {
  secret: boolean;
  readonly dependencies: Set<string>;
}

/** The properties of a message as plain values, with the marks of those that have any. */
export interface Properties {
  readonly values: Record<string, unknown>;
  readonly marks: ReadonlyMap<string, Mark>;
}

export const NO_PROPERTIES: Properties = { values: {}, marks: new Map() };

export function decode(struct: Struct | undefined): Properties {
  const values: Record<string, unknown> = {};
  const marks = new Map<string, Mark>();
  for (const [name, value] of Object.entries(struct?.toJavaScript() ?? {})) {
    const mark = { secret: false, dependencies: new Set<string>() };
    values[name] = plain(value, mark);
    if (mark.secret || mark.dependencies.size > 0) marks.set(name, mark);
  }
  return { values, marks };
}

/** A property holds a secret if any part of it is one. */
function plain(value: unknown, mark: Found): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((element) => plain(element, mark));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (ASSETS.has(object[SIGNATURE])) return ASSET;
  switch (object[SIGNATURE]) {
    case SECRET:
      mark.secret = true;
      return plain(object.value, mark);
    case OUTPUT:
      mark.secret ||= object.secret === true;
      for (const urn of textsIn(object.dependencies)) mark.dependencies.add(urn);
      return "value" in object ? plain(object.value, mark) : UNKNOWN;
    default:
      return Object.fromEntries(
        Object.entries(object).map(([key, member]) => [key, plain(member, mark)]),
      );
  }
}

function textsIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((element) => typeof element === "string") : [];
}

/**
 * @param marks of the properties of the same names.
 * @param secret names of properties that are secrets whatever their marks.
 */
export function encode(
  values: object,
  marks: Properties["marks"] = NO_PROPERTIES.marks,
  secret: Iterable<string> = [],
): Struct {
  const secrets = new Set(secret);
  const entries = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, marked(value, marks.get(name), secrets.has(name))]);
  return Struct.fromJavaScript(Object.fromEntries(entries));
}

function marked(value: unknown, mark: Mark | undefined, isSecret: boolean): unknown {
  const secret = (isSecret || mark?.secret === true) && value !== null;
  const dependencies = [...(mark?.dependencies ?? [])];
  if (dependencies.length > 0) {
    const known = value === UNKNOWN ? {} : { value };
    return { [SIGNATURE]: OUTPUT, ...known, ...(secret && { secret }), dependencies };
  }
  return secret ? { [SIGNATURE]: SECRET, value } : value;
}

/** Names of the properties that are, or hold, a secret. */
export function secretNames({ marks }: Properties): string[] {
  return [...marks].filter(([, { secret }]) => secret).map(([name]) => name);
}
