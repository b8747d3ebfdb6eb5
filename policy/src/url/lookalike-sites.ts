import { oneEditApart, sameShapes, skeleton } from "../lookalike.ts";
import type { Site } from "./site.ts";

/** A domain that looks like another one. */
export interface LookalikeSite<Candidate extends Site> {
  readonly site: Candidate;
  readonly original: Candidate;
  /** Whether they look the same; otherwise they differ in one letter, accent or hyphen. */
  readonly isSame: boolean;
}

/** Shorter labels resemble each other by chance. */
const SHORTEST = 4;
const SHORTEST_FOR_EDITS = 8;

/** Labels with a shape in common that are compared: enough for people, few enough for attackers. */
const MOST_COMPARED = 20;

/**
 * The domains that look like an earlier one, each once.
 *
 * @param sites the most trusted first.
 */
export function findLookalikes<Candidate extends Site>(
  sites: readonly Candidate[],
): LookalikeSite<Candidate>[] {
  const byShape = new Map<string, Candidate>();
  const bySkeleton = new Map<string, Candidate>();
  const byNeighbour = new Map<string, Candidate[]>();
  const found: LookalikeSite<Candidate>[] = [];
  for (const site of sites) {
    const { label } = site;
    if (label.length < SHORTEST) continue;
    const same = first(byShape, sameShapes(label), site);
    const similar = first(bySkeleton, skeleton(label), site) ?? edited(byNeighbour, site);
    const original = same ?? similar;
    if (original !== undefined) found.push({ site, original, isSame: same !== undefined });
  }
  return found;
}

/** The first site with a key, if it has another name. */
function first<Candidate extends Site>(
  known: Map<string, Candidate>,
  key: string,
  site: Candidate,
): Candidate | undefined {
  const there = known.get(key);
  if (there === undefined) known.set(key, site);
  return there?.label === site.label ? undefined : there;
}

/** A site that differs in an extra, missing, wrong or transposed letter. */
function edited<Candidate extends Site>(
  known: Map<string, Candidate[]>,
  site: Candidate,
): Candidate | undefined {
  const { label, isShared } = site;
  // `app-uk` and `app-us`, `app1` and `app2`, and the many names of preview deployments are siblings.
  if (isShared || label.length < SHORTEST_FOR_EDITS || !/^[a-z]+$/.test(label)) return undefined;
  let original: Candidate | undefined;
  for (const key of neighbours(label)) {
    const there = known.get(key) ?? [];
    original ??= there.find(
      (other) =>
        other.label !== label && (oneEditApart(other.label, label) || swapped(other.label, label)),
    );
    if (there.length < MOST_COMPARED) known.set(key, [...there, site]);
  }
  return original;
}

/** A label, and the label without each of its letters: labels that are one edit apart share one of these. */
function neighbours(label: string): string[] {
  return [label, ...Array.from(label, (_, at) => label.slice(0, at) + label.slice(at + 1))];
}

function swapped(left: string, right: string): boolean {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const turned = `${left[at + 1] ?? ""}${left[at] ?? ""}${left.slice(at + 2)}`;
  return left.length === right.length && right.slice(at) === turned;
}
