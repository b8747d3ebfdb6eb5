import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Fields = Readonly<Record<string, unknown>>;

/** A change of one client, and what it means. See corpus/README.md. */
export interface Case {
  readonly file: string;
  readonly title: string;
  /** Inputs that both sides have, by name. */
  readonly base?: keyof typeof BASES;
  /** What the program adds to the base; null leaves an input out. Null as a whole: there is no client. */
  readonly before: Fields | null;
  readonly after: Fields | null;
  /** Other clients of the stack, which stay. */
  readonly others?: readonly Fields[];
  /** What the state remembers beside the fields, before. */
  readonly outputs?: Fields;
  /** The option `protect` before and after. */
  readonly protect?: readonly [boolean, boolean];
  readonly retainOnDelete?: true;
  readonly imported?: true;
  /** The provider sees no difference, so that a preview has none. */
  readonly sameOp?: true;
  /** `severity id`, each finding once. */
  readonly means: readonly string[];
}

const CALLBACK = ["https://app.example.com/callback"];

export const BASES = {
  web: { clientType: "first_party", clientName: "Web", redirectUrls: CALLBACK },
  app: { clientType: "first_party_public", clientName: "Command line", redirectUrls: CALLBACK },
  partner: { clientType: "third_party", clientName: "Partner", redirectUrls: CALLBACK },
  bare: { clientType: "first_party", clientName: "Bare" },
  organization: { organizationId: "organization-test-33333333-3333-4333-8333-333333333333" },
} as const;

const FOLDER = join(import.meta.dirname, "corpus");

export const CORPUS: readonly Case[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .flatMap((file) => {
    const cases = JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Omit<Case, "file">[];
    return cases.map((one) => ({ ...one, file }));
  });

export function caseOf(title: string): Case {
  const found = CORPUS.find((one) => one.title === title);
  if (found === undefined) throw new Error(`The corpus has no "${title}".`);
  return found;
}

export function resourceOf({ base }: Case): "ConnectedApp" | "OrganizationConnectedApps" {
  return base === "organization" ? "OrganizationConnectedApps" : "ConnectedApp";
}

/** The checked inputs of a program: nothing is there that means its default by being empty. */
export function inputsOf(one: Case, side: "before" | "after"): Fields | undefined {
  const own = one[side];
  if (own === null) return undefined;
  const all = { ...BASES[one.base ?? "web"], ...own };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, value]) =>
        value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** A value that only the update knows: `{"$": "unknown"}`. */
export function isUnknown(value: unknown): boolean {
  return markOf(value) === "unknown";
}

/** A secret: `{"$": "secret", "value": …}`. */
export function isSecret(value: unknown): value is { readonly value: unknown } {
  return markOf(value) === "secret";
}

function markOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "$" in value ? value.$ : undefined;
}

/** Whether a client has a value that only the update knows, or a secret. */
export function holds(one: Case, is: (value: unknown) => boolean): boolean {
  const within = (value: unknown): boolean =>
    is(value) || (Array.isArray(value) && value.some(within));
  return [one.before, one.after].some((side) => Object.values(side ?? {}).some(within));
}
