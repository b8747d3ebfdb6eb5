import { analyzeUrl, type UrlAnalysis } from "./analyze.ts";

const MOST_ENTRIES = 16_384;
/** Of all URLs together; an analysis holds several copies of its URL. */
const MOST_CHARACTERS = 1_000_000;

const analyses = new Map<string, UrlAnalysis>();
let characters = 0;

/** Like `analyzeUrl`, but analyzes a URL that many rules check one after the other only once. */
export function analyzeCached(raw: string): UrlAnalysis {
  const known = analyses.get(raw);
  if (known) return known;
  const analysis = analyzeUrl(raw);
  if (raw.length > MOST_CHARACTERS) return analysis;
  if (analyses.size >= MOST_ENTRIES || characters + raw.length > MOST_CHARACTERS) {
    analyses.clear();
    characters = 0;
  }
  analyses.set(raw, analysis);
  characters += raw.length;
  return analysis;
}
