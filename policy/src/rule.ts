import type { z } from "zod";
import { toJson } from "./json.ts";

/** How severe a violation of a rule is. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What a violation does: it is noted, stops the deployment, is corrected (or else stops it), or nothing. */
export type Level = "advisory" | "mandatory" | "remediate" | "disabled";

/** The properties of a Connected App, as the engine or a state holds them. */
export type ConnectedAppProperties = Readonly<Record<string, unknown>>;

/** A Connected App, or the setting of an organization for Connected Apps, as a rule sees it. */
export interface ConnectedApp {
  /** Type token of the resource. */
  readonly type: string;
  /**
   * What it is, if the type token does not say so; `Unreadable` is a resource that creates clients and
   * whose inputs are not readable.
   */
  readonly kind?: "ConnectedApp" | "OrganizationConnectedApps" | "Unreadable";
  /** Name of the resource in its stack. */
  readonly name: string;
  readonly urn: string;
  readonly properties: ConnectedAppProperties;
  /**
   * Where the properties are among the inputs of the resource, with a dot at the end, e.g. `apps[0].`;
   * empty if only their names differ. Undefined if they are the inputs themselves; only such a client
   * can be corrected.
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
  /** Receives the error of reading a value that is not known yet; see `eachKnown`. */
  readonly whenUnknown?: (reason: unknown) => void;
}

/** One thing that is wrong with a client. */
export interface Violation {
  /** Path of the offending property, e.g. `redirectUrls[2]`. */
  readonly property: string;
  /** What it is, as readable text: values from the client are in quotation marks (see `shown`). */
  readonly value: string;
  /** Why that matters: a clause without a full stop. */
  readonly why: string;
  /** What to do: a sentence without its full stop. */
  readonly remedy: string;
  /** The level of this violation, if it differs from the level of its rule. */
  readonly level?: "advisory" | "mandatory";
  /** Whether it is not reported for a client of a test project, unless the settings ask for it. */
  readonly silentInTest?: boolean;
  /** Other properties, of this client or others, from which the violation quotes. */
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
  const text = typeof value === "string" ? value : (toJson(value) ?? "an unprintable value");
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  const line = short.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
  return typeof value === "string" ? `"${line}"` : line;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

interface Described<Config extends z.ZodObject> {
  /** `connected-app-…`; part of users' configurations, so it never changes. */
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
  /** URL of the text that the rule comes from. */
  readonly source: string;
  /** Parameters: a strict object whose every field has a default and a description. */
  readonly config: Config;
  /** What is wrong with the combination of parameters, so that one of them would have no effect. */
  problemWith?(config: z.output<Config>): string | undefined;
  /**
   * Whether the parameters give the rule nothing to check against. Only its parameters turn a rule with
   * this function on, and then it is mandatory.
   */
  isIdle?(config: z.output<Config>): boolean;
  /** Defaults in the profile `strict`, where those differ. */
  readonly strictDefaults?: Partial<z.output<Config>>;
}

/**
 * A rule for one Connected App: data and pure functions, which work without an engine too. It never
 * throws, except by reading a value that an engine does not know yet: do not catch that error, but
 * check the known values beside it with `eachKnown`.
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

/** A rule for all Connected Apps of a stack. */
export interface StackRule<Config extends z.ZodObject = z.ZodObject> extends Described<Config> {
  /**
   * Called once the outputs are known too, as far as a preview knows them.
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
