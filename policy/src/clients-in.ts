import { CLIENT_TYPES } from "./client-type.ts";
import { parseJson } from "./json.ts";
import { ifKnown } from "./known.ts";
import { plainPath } from "./secrets.ts";

/** Inputs of which a Connected App has at least one, besides its type. */
const INPUTS = [
  ...["redirectUrls", "postLogoutRedirectUrls", "fullAccessAllowed", "accessTokenExpiryMinutes"],
  ...["bypassConsentForOfflineAccess", "accessTokenCustomAudience"],
  ...["accessTokenTemplateContent", "idTokenTemplateContent"],
];

/** Names of properties by their letters and digits: `client_type` and `ClientType` are `clientType`. */
const NAMES = new Map(
  [
    ...["clientType", "clientName", "clientDescription", "logoUrl", "nextSecretVersion", ...INPUTS],
    ...["clientSecretLastFour", "nextClientSecretLastFour"],
    ...["secretRotatedAt", "secretRotationStartedAt"],
  ].map((name) => [lettersOf(name), name]),
);

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** The provider's name of a property that a program may write differently. */
function ownName(name: string): string {
  return NAMES.get(lettersOf(name)) ?? name;
}

/** Whether the inputs of a resource include one of a client, besides its type. */
export function hasInput(inputs: Record<string, unknown>): boolean {
  return INPUTS.some((input) => input in inputs);
}

/** A client among the inputs of a resource. */
export interface ClientWithin {
  /** Where it is, with a dot after it, e.g. `apps[0].`; undefined if the inputs are its own. */
  readonly within: string | undefined;
  /** Its properties under the provider's names. */
  readonly properties: Record<string, unknown>;
}

/** Bounds of the search: no hand-written input is as deep or as large. */
const MOST_LEVELS = 8;
const MOST_VALUES = 10_000;
const LONGEST_JSON = 100_000;

/** The clients among the inputs of a resource, wherever they are, also in JSON and under other names. */
export function clientsIn(inputs: Record<string, unknown>): ClientWithin[] {
  let left = MOST_VALUES;
  const search = (read: () => unknown, path: string, level: number): ClientWithin[] => {
    const value = ifKnown(read);
    const content = typeof value === "string" ? parsed(value) : value;
    if (!(content instanceof Object) || level > MOST_LEVELS || left-- <= 0) return [];
    const [found, members] = Array.isArray(content)
      ? [undefined, Array.from(content.keys(), (at) => [`${at}`, `${path}[${at}]`] as const)]
      : [clientOf(content, path), membersOf(content, path)];
    return [
      ...(found === undefined ? [] : [found]),
      ...members.flatMap(([key, at]) => search(() => Reflect.get(content, key), at, level + 1)),
    ];
  };
  return search(() => inputs, "", 0);
}

/** The members of an object that may contain a client; not the engine's own. */
function membersOf(value: object, path: string): (readonly [key: string, path: string])[] {
  return Object.keys(value)
    .filter((key) => !key.startsWith("__"))
    .map((key) => [key, path === "" ? key : `${path}.${key}`]);
}

function parsed(text: string): unknown {
  const mayHold = /^\s*[[{]/.test(text) && /client.?type/i.test(text);
  return mayHold && text.length <= LONGEST_JSON ? ifKnown(() => parseJson(text)) : undefined;
}

/** The client that an object is, if it has an existing or unknown client type and another input. */
function clientOf(value: object, path: string): ClientWithin | undefined {
  const names = Object.keys(value).map(ownName);
  if (!names.includes("clientType") || !INPUTS.some((input) => names.includes(input)))
    return undefined;
  const properties = inOwnNames(value);
  const known = ifKnown(() => ({ clientType: properties.clientType }));
  if (known !== undefined && !CLIENT_TYPES.some((type) => type === known.clientType))
    return undefined;
  const isPlain = path === "" && properties === value;
  return { within: isPlain ? undefined : path === "" ? "" : `${path}.`, properties };
}

/** An object under the provider's names of its properties, each read on access. */
function inOwnNames(value: object): Record<string, unknown> {
  const keys = Object.keys(value);
  if (keys.every((key) => ownName(key) === key)) return value as Record<string, unknown>;
  const view: Record<string, unknown> = {};
  for (const key of keys) {
    const name = ownName(key);
    // A property under the provider's name is the one that a provider reads.
    if (name !== key && keys.includes(name)) continue;
    const get = () => Reflect.get(value, key) as unknown;
    Object.defineProperty(view, name, { enumerable: true, configurable: true, get });
  }
  return view;
}

/** Paths of secrets within a client, of those among the inputs of its resource. */
export function secretsWithin(
  paths: readonly string[],
  { within, properties }: ClientWithin,
): string[] {
  if (within === undefined) return [...paths];
  const place = plainPath(within);
  return paths.flatMap((path) => {
    const at = plainPath(path);
    // The client is in a secret.
    if (`${place}.`.startsWith(`${at}.`)) return Object.keys(properties);
    if (place !== "" && !at.startsWith(`${place}.`)) return [];
    const [first = "", ...rest] = at.slice(place === "" ? 0 : place.length + 1).split(".");
    return [[ownName(first), ...rest].join(".")];
  });
}
