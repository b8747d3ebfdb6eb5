import type { ExplainedFinding } from "./findings.ts";
import { shown } from "./rule.ts";

/** The explanations that the policies of a pack gave in one run of an engine, so that each appears once. */
export class Explanations {
  readonly #described = new Set<string>();
  /** Where each explanation was given. */
  readonly #places = new Map<string, string>();

  /**
   * The text to report for a finding: with the description of its policy and an explanation where neither
   * was given before, otherwise only with the place of the explanation.
   *
   * @param urn the resource at which it is reported.
   */
  textOf(finding: ExplainedFinding, description: string, urn: string | undefined): string {
    const { rule, topic, summary, message, note } = finding;
    const key = JSON.stringify([rule, topic]);
    const place = this.#places.get(key);
    if (place !== undefined) return [`${summary}: see ${place}.`, note].filter(Boolean).join(" ");
    this.#places.set(key, placeOf(finding, urn));
    if (this.#described.has(rule)) return message;
    this.#described.add(rule);
    return `${description}\n${message}`;
  }
}

function placeOf({ property }: ExplainedFinding, urn: string | undefined): string {
  const name = shown(urn?.split("::").slice(3).join("::") ?? "");
  return property === "" ? name : `${property} of ${name}`;
}

/** The explanations of a pack, run by run. An engine that keeps the pack does not say when a run begins. */
export class ExplanationsOfRuns {
  #current = new Explanations();
  readonly #calls = new Set<string>();

  /** Forgets all explanations. */
  begin(): void {
    this.#current = new Explanations();
    this.#calls.clear();
  }

  /** The explanations before a policy judges a resource. If it judged the resource before, a new run began. */
  before(policy: string, urn: string): Explanations {
    const call = `${policy} ${urn}`;
    if (this.#calls.has(call)) this.begin();
    this.#calls.add(call);
    return this.#current;
  }
}
