import type { EngineOrigin, Way } from "./engine.ts";
import { OLDEST_ENGINE_VERSION } from "./engine-version.ts";

/** One way that was tried, what it lacked, and what would help. */
export interface FailedWay {
  readonly origin: EngineOrigin;
  readonly title: string;
  readonly lacking: string;
  readonly remedy: string;
}

/** No way led to an engine. `ways` says, in the order they were tried, what each one lacked. */
export class EngineError extends Error {
  static readonly code = "ERR_PULUMI_ENGINE";
  readonly code = EngineError.code;
  readonly ways: readonly FailedWay[];

  constructor(ways: readonly FailedWay[]) {
    super(describe(ways));
    this.name = "EngineError";
    this.ways = ways;
  }
}

export function failed(way: Way, lacking: string): FailedWay {
  return { origin: way.origin, title: way.title, lacking, remedy: way.remedy };
}

function describe(ways: readonly FailedWay[]): string {
  const entries = ways.map(
    (way, index) => `  ${index + 1}. ${way.title}: ${way.lacking}.\n     ${way.remedy}`,
  );
  return [
    `No Pulumi engine ${OLDEST_ENGINE_VERSION} or newer. Any one of these helps:`,
    ...entries,
  ].join("\n");
}
