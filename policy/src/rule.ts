import type { z } from "zod";
import { toJson } from "./json.ts";

/** How bad it is to break a rule. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What a broken rule does: note it, stop the deployment, correct it (else stop), nothing. */
export type Level = "advisory" | "mandatory" | "remediate" | "disabled";

/** The properties of a Connected App, as the engine or a state holds them. */
export type ConnectedAppProperties = Readonly<Record<string, unknown>>;

/** A Connected App, or the setting of an organization for them, as a rule sees it. */
export interface ConnectedApp {
  /** Type token of the resource. */
  readonly type: string;
  /**
   * What it is, where the type token does not say so; `Unreadable` is a resource that makes clients
   * whose inputs nobody can find.
   */
  readonly kind?: "ConnectedApp" | "OrganizationConnectedApps" | "Unreadable";
  /** Name of the resource in its stack. */
  readonly name: string;
  readonly urn: string;
  readonly properties: ConnectedAppProperties;
  /**
   * Where the properties are among the inputs of the resource, with a dot at the end, e.g. `apps[0].`;
   * empty if only their names differ. Undefined for a client whose inputs they are, which alone can
   * be corrected.
   */
  readonly within?: string;
  /** Kind of the Stytch project; undefined if not known, which counts as `live` where it matters. */
  readonly environment: "live" | "test" | undefined;
  readonly options: {
    readonly protect: boolean;
    readonly additionalSecretOutputs: readonly string[];
  };
  /**
   * Paths of what the program marked as secret among the properties, e.g. `redirectUrls[2]`: a
   * message has `[secret]` in place of it. Default: none.
   */
  readonly secrets?: readonly string[];
  /** Takes what reading a value threw that is not known yet; see `eachKnown`. */
  readonly whenUnknown?: (reason: unknown) => void;
}

/** One thing that is wrong with a client. */
export interface Violation {
  /** Path of the offending property, e.g. `redirectUrls[2]`. */
  readonly property: string;
  /** What it is, in a form made for reading: what comes from the client is in quotation marks (see `shown`). */
  readonly value: string;
  /** Why that matters: a clause without a full stop. */
  readonly why: string;
  /** What to do: a sentence without its full stop. */
  readonly remedy: string;
  /** Where this violation weighs more or less than its rule does. */
  readonly level?: "advisory" | "mandatory";
  /** Whether it goes unsaid for a client of a test project, unless the settings ask for more. */
  readonly silentInTest?: boolean;
  /** Properties of other clients, or others of this one, of which it tells something. */
  readonly others?: readonly { readonly urn: string; readonly property: string }[];
}

/** A violation as one message: `<property> is <value>: <why>. <remedy>.` */
export function messageOf(violation: Violation): string {
  return `${summaryOf(violation)}: ${violation.why}. ${violation.remedy}.`;
}

/** A violation without why that matters and what to do: `<property> is <value>`. */
export function summaryOf({ property, value }: Pick<Violation, "property" | "value">): string {
  return `${property} is ${value}`;
}

const LONGEST_SHOWN = 120;

/** A value in quotation marks on one line, control and invisible characters escaped, shortened. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (toJson(value) ?? "no text");
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  const line = short.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
  return typeof value === "string" ? `"${line}"` : line;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

interface Described<Config extends z.ZodObject> {
  /** `connected-app-…`; part of users' configurations, never renamed. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Which resources it is about, by their kind. Default: `ConnectedApp`. */
  readonly resource?: NonNullable<ConnectedApp["kind"]>;
  readonly severity: Severity;
  /** Level in the profile `baseline`. */
  readonly level: Level;
  /** Level in `baseline` for clients of test projects, where that differs. */
  readonly testLevel?: "advisory" | "mandatory";
  /** Level in the profile `strict`, where that differs. */
  readonly strictLevel?: "advisory" | "mandatory";
  /** Address of the text that the rule comes from. */
  readonly source: string;
  /** Parameters: a strict object whose every field has a default and a description. */
  readonly config: Config;
  /** What is wrong with parameters together, so that one of them would do nothing. */
  problemWith?(config: z.output<Config>): string | undefined;
  /**
   * Whether parameters leave the rule nothing to judge by. A rule that has this is turned on by its
   * parameters alone, and is mandatory then.
   */
  isIdle?(config: z.output<Config>): boolean;
  /** Defaults in the profile `strict`, where those differ. */
  readonly strictDefaults?: Partial<z.output<Config>>;
}

/**
 * A rule over one Connected App: data and pure functions, of use without an engine too. It never
 * throws, except by reading a value that an engine does not know yet: never catch that, but judge
 * what is known beside it with `eachKnown`.
 */
export interface Rule<Config extends z.ZodObject = z.ZodObject> extends Described<Config> {
  check(app: ConnectedApp, config: z.output<Config>): Violation[];
  /**
   * The changed properties that correct the client, and only those; undefined if there is nothing to
   * correct. Never widens what the client may do.
   */
  remediate?(app: ConnectedApp, config: z.output<Config>): Record<string, unknown> | undefined;
}

/** A violation by one client among several. */
export interface StackViolation extends Violation {
  readonly urn: string;
}

/** A rule over all Connected Apps of a stack. */
export interface StackRule<Config extends z.ZodObject = z.ZodObject> extends Described<Config> {
  /**
   * Called when the outputs are known too, as far as they are in a preview.
   *
   * @param now the time that decides on ages.
   */
  checkStack(apps: readonly ConnectedApp[], config: z.output<Config>, now: Date): StackViolation[];
}

export type AnyRule = Rule | StackRule;

/** Gives a rule the types of its parameters. */
export function defineRule<Config extends z.ZodObject>(rule: Rule<Config>): Rule<Config> {
  return rule;
}

/** Gives a stack rule the types of its parameters. */
export function defineStackRule<Config extends z.ZodObject>(
  rule: StackRule<Config>,
): StackRule<Config> {
  return rule;
}
