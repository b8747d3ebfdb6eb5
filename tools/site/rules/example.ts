/** A resource of an example, as a program declares it. */
export interface ExampleResource {
  /** Default: `partner`. */
  readonly name?: string;
  /** Default: `ConnectedApp`. */
  readonly kind?: "ConnectedApp" | "OrganizationConnectedApps" | "Unreadable";
  /** What the rule is about; the rest is a client that breaks no rule. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the state says of it besides. */
  readonly state?: Readonly<Record<string, unknown>>;
  /** Default: `true`. */
  readonly protect?: boolean;
  /** Default: `clientSecret`, as the class `ConnectedApp` says. */
  readonly additionalSecretOutputs?: readonly string[];
  /** The class that the program uses. Default: the kind. */
  readonly className?: string;
}

/** What a rule finds, and what it has nothing to say about. A test asks the rule about both. */
export interface RuleExample {
  readonly bad: readonly ExampleResource[];
  readonly good: readonly ExampleResource[];
  /** Parameters of the rule besides its defaults. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The day of the examples, where a rule looks at the clock. */
export const EXAMPLE_DAY = new Date("2026-06-15");
