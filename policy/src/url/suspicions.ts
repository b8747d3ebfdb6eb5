import type { Characters } from "./characters.ts";
import type { HostAnalysis } from "./host.ts";
import type { Homograph } from "./idn.ts";
import type { PercentEncoding } from "./percent.ts";

/** What no change of spelling mends: programs, or people, may read the URL in two ways. */
export type Suspicion =
  | Homograph
  | "trailing dot"
  | "zone"
  | "invisible character"
  | "encoded slash"
  | "encoded control character"
  | "double percent-encoding";

export function findSuspicions(
  characters: Characters,
  percent: PercentEncoding,
  host: HostAnalysis | undefined,
): Suspicion[] {
  const found: (Suspicion | false | undefined)[] = [
    host?.homograph,
    host?.trailingDot && "trailing dot",
    host?.zone !== undefined && "zone",
    characters.invisible && "invisible character",
    percent.slash && "encoded slash",
    percent.control && "encoded control character",
    percent.double && "double percent-encoding",
  ];
  return found.filter((suspicion) => typeof suspicion === "string");
}
