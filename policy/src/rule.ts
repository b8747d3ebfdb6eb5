/** How bad it is to break a rule. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What a rule does by default: note it, or stop the deployment. */
export type Level = "advisory" | "mandatory";

/** The properties of a Connected App, as the engine or a state holds them. */
export type ConnectedAppProperties = Readonly<Record<string, unknown>>;

/** One thing that is wrong with a client. */
export interface Violation {
  /** Path of the offending property, e.g. `redirectUrls[2]`. */
  readonly property: string;
  /** What is wrong, why it matters and how to mend it. */
  readonly message: string;
}

/** A rule over a Connected App: data and a pure function, of use without an engine too. */
export interface Rule {
  /** `connected-app-…`; part of users' configurations, never renamed. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly level: Level;
  /** Where the rule comes from. */
  readonly source: string;
  check(app: ConnectedAppProperties): Violation[];
}
