import { matches } from "./pattern.ts";

/** Words that mark personal data; `*` matches any characters. */
export const PERSONAL_WORDS = [
  ...["*email*", "mail", "*phone*", "name", "names", "first*name", "last*name", "full*name"],
  ...["given*name", "family*name", "middle*name", "maiden*name", "display*name", "legal*name"],
  ...["nickname", "surname", "forename", "username", "address*", "birth*", "dob", "gender"],
  ...["ssn", "iban", "passport", "picture", "avatar", "wallet*"],
];

/** Words for things that are not persons: `org_name` and `team.address` say nothing about a user. */
const THINGS: ReadonlySet<string> = new Set([
  ...["org", "organization", "organisation", "company", "tenant", "team", "workspace", "group"],
  ...["plan", "tier", "role", "permission", "feature", "product", "project", "app", "application"],
  ...["client", "service", "server", "host", "domain", "file", "event", "region", "environment"],
]);

/** Words that a thing may have as well as a person. */
const OF_THINGS: ReadonlySet<string> = new Set(["name", "names", "address", "addresses"]);

/** Objects that hold whatever a program puts there: harmless by one key, unknown as a whole. */
const CONTAINERS: ReadonlySet<string> = new Set(["trusted_metadata", "untrusted_metadata"]);

/** `homeAddress`, `home_address` and `HOME-ADDRESS` have the words `home` and `address`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]/u)
    .filter((word) => word !== "");
}

/** Whether a name, of a claim or of a member of an object, means personal data. */
function isPersonalName(name: string, patterns: readonly string[]): boolean {
  const words = wordsOf(name);
  const isOfThing = words.some((word) => THINGS.has(word));
  return [...words, words.join("")].some(
    (word) =>
      !(isOfThing && OF_THINGS.has(word)) && patterns.some((pattern) => matches(pattern, word)),
  );
}

/** As `isPersonalName`; `https://mail.example.com/tier` and `urn:example:tier` are called `tier`. */
function isPersonalClaim(claim: string, patterns: readonly string[]): boolean {
  const [name = ""] = claim.split(/[/:#]/).slice(-1);
  return isPersonalName(name, patterns);
}

/** What a placeholder reads. */
interface Reference {
  /** Whether it belongs to the user or member; otherwise to the organization, the client or the request. */
  readonly ofPerson: boolean;
  /** The names that follow: `["emails", "0", "email"]`. */
  readonly names: readonly string[];
}

/**
 * Reads `user.emails[0].email`, and the spellings of other template languages for the same:
 * `- .User["email"] | lower -`. Undefined if no known object comes first.
 */
function readReference(placeholder: string): Reference | undefined {
  const [subject = ""] = placeholder.split("|");
  const names = subject.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  const at = names.findIndex((name) => /^(?:user|member|organization|client|request)$/i.test(name));
  if (at < 0) return undefined;
  return { ofPerson: /^[um]/i.test(names[at] ?? ""), names: names.slice(at + 1) };
}

/** Whether a placeholder discloses personal data: by its name, or as the whole object that contains it. */
function isPersonalReference({ ofPerson, names }: Reference, patterns: readonly string[]): boolean {
  if (!ofPerson || patterns.length === 0) return false;
  const last = names.at(-1);
  if (last === undefined || CONTAINERS.has(last.toLowerCase())) return true;
  // Together with its owner: `team.name` is not a person's.
  return names.some((name, at) => isPersonalName(`${names[at - 1] ?? ""} ${name}`, patterns));
}

/**
 * Where a claim has personal data from: the placeholder that discloses it, or none if the name of the
 * claim says so. Undefined if it has none.
 *
 * @param placeholders of the claim.
 * @param patterns words that mark personal data. Default: those of the rule.
 */
export function personalSource(
  claim: string,
  placeholders: readonly string[],
  patterns: readonly string[] = PERSONAL_WORDS,
): { readonly path: string | undefined } | undefined {
  const sources = placeholders.flatMap((path) => {
    const reference = readReference(path);
    return reference === undefined ? [] : [{ path, ...reference }];
  });
  const source = sources.find((one) => isPersonalReference(one, patterns));
  if (source !== undefined) return { path: source.path };
  // The name of a claim says what it is, unless everything in it is known to belong to no person.
  const isOfOthers = sources.length > 0 && sources.every(({ ofPerson }) => !ofPerson);
  return isOfOthers || !isPersonalClaim(claim, patterns) ? undefined : { path: undefined };
}
