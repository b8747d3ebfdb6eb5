import { deploymentOfPreview, deploymentOfStates } from "../../review/src/read/index.ts";
import type { Report } from "../../review/src/report.ts";
import { type ReviewOptions, reviewChanges } from "../../review/src/review-changes.ts";
import type { Case } from "./_corpus.ts";
import { type Door, PROJECT, previewOf, statesOf } from "./_forms.ts";

const NOW = new Date("2026-11-20T12:00:00Z");

const source = (name: string, data: object) => ({ name, text: JSON.stringify(data) });

export function reviewPreview(data: object, options: ReviewOptions = {}): Report {
  const deployment = deploymentOfPreview(source("preview", data), options.configuration ?? {});
  return reviewChanges(deployment, { now: NOW, ...options });
}

export function reviewStates(
  [before, after]: readonly [object, object],
  options: ReviewOptions = {},
): Report {
  const deployment = deploymentOfStates(
    source("before", before),
    source("after", after),
    options.configuration ?? {},
  );
  return reviewChanges(deployment, { now: NOW, ...options });
}

export function reviewCase(one: Case, door: Door = "dynamic"): Report {
  // The preview of a first client does not name it.
  return reviewPreview(previewOf([one], door), { projectId: PROJECT });
}

export function reviewCaseOfStates(
  one: Case,
  before: Door = "dynamic",
  after: Door = before,
): Report {
  return reviewStates(statesOf([one], before, after));
}

/** Every finding as the corpus writes it, sorted. */
export function meaningsIn(report: Report): string[] {
  const findings = report.clients.flatMap((client) => client.findings);
  return findings.map(({ id, severity }) => `${severity} ${id}`).sort();
}

/** What a preview shows: of clients that the provider leaves alone, nothing. */
export function expectedOfPreview({ means, sameOp }: Case): string[] {
  return sameOp ? [] : means.toSorted();
}
