import { analyzeUrl, type UrlAnalysis } from "./analyze.ts";

const MOST_ENTRIES = 256;
const LONGEST_KEY = 2048;

const analyses = new Map<string, UrlAnalysis>();

/** As `analyzeUrl`; a URL that many rules look at one after the other is read once. */
export function analyzeCached(raw: string): UrlAnalysis {
  const known = analyses.get(raw);
  if (known) return known;
  const analysis = analyzeUrl(raw);
  if (raw.length > LONGEST_KEY) return analysis;
  if (analyses.size >= MOST_ENTRIES) analyses.clear();
  analyses.set(raw, analysis);
  return analysis;
}
