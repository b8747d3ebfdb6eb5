import type { ExplainedFinding } from "./findings.ts";
import { shown } from "./rule.ts";

/** What the policies of a pack said in one run of an engine, so that each says once why and what to do. */
export class Said {
  readonly #described = new Set<string>();
  /** Where each explanation was given. */
  readonly #places = new Map<string, string>();

  /**
   * A finding as it is to be reported: with the description of its policy and an explanation if
   * neither was said before, else alone and with the place that has them.
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

/** What a pack said, run by run. An engine that keeps the pack does not tell where a run begins. */
export class SaidInRun {
  #said = new Said();
  readonly #calls = new Set<string>();

  /** Forgets what was said. */
  begin(): void {
    this.#said = new Said();
    this.#calls.clear();
  }

  /** What was said before a policy speaks of a resource; for the second time it does so in a new run. */
  before(policy: string, urn: string): Said {
    const call = `${policy} ${urn}`;
    if (this.#calls.has(call)) this.begin();
    this.#calls.add(call);
    return this.#said;
  }
}
