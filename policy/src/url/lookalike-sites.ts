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
  const known = createLookalikes<Candidate>();
  return sites.flatMap((site) => {
    const found = known.find(site);
    known.add(site);
    return found ?? [];
  });
}

/** Domains that others may look like. */
export interface Lookalikes<Candidate extends Site> {
  /** Which of the known ones a domain looks like; undefined for none. Takes no longer for more of them. */
  find(site: Candidate): LookalikeSite<Candidate> | undefined;
  /** Makes a domain known: the most trusted first. */
  add(site: Candidate): void;
}

export function createLookalikes<Candidate extends Site>(): Lookalikes<Candidate> {
  const byShape = new Map<string, Candidate>();
  const bySkeleton = new Map<string, Candidate>();
  const byNeighbour = new Map<string, Candidate[]>();
  return {
    find(site) {
      if (site.label.length < SHORTEST) return undefined;
      const same = first(byShape, sameShapes(site.label), site);
      const original = same ?? first(bySkeleton, skeleton(site.label), site);
      const found = original ?? edited(byNeighbour, site);
      return found && { site, original: found, isSame: same !== undefined };
    },
    add(site) {
      const { label } = site;
      if (label.length < SHORTEST) return;
      const [shape, read] = [sameShapes(label), skeleton(label)];
      // One that looks like another is compared with that one only.
      const isAlike = isOther(bySkeleton.get(read), site);
      if (!byShape.has(shape)) byShape.set(shape, site);
      if (!bySkeleton.has(read)) bySkeleton.set(read, site);
      if (isAlike || !hasEdits(site)) return;
      for (const key of neighbours(label)) {
        const there = byNeighbour.get(key) ?? [];
        if (there.length < MOST_COMPARED) byNeighbour.set(key, [...there, site]);
      }
    },
  };
}

/** The first site with a key, if it has another name. */
function first<Candidate extends Site>(
  known: ReadonlyMap<string, Candidate>,
  key: string,
  site: Candidate,
): Candidate | undefined {
  const there = known.get(key);
  return isOther(there, site) ? there : undefined;
}

function isOther(there: Site | undefined, { label }: Site): boolean {
  return there !== undefined && there.label !== label;
}

/** `app-uk` and `app-us`, `app1` and `app2`, and the many names of preview deployments are siblings. */
function hasEdits({ label, isShared }: Site): boolean {
  return !isShared && label.length >= SHORTEST_FOR_EDITS && /^[a-z]+$/.test(label);
}

/** A site that differs in an extra, missing, wrong or transposed letter. */
function edited<Candidate extends Site>(
  known: ReadonlyMap<string, readonly Candidate[]>,
  site: Candidate,
): Candidate | undefined {
  if (!hasEdits(site)) return undefined;
  const { label } = site;
  for (const key of neighbours(label)) {
    const found = known
      .get(key)
      ?.find(
        (other) =>
          other.label !== label &&
          (oneEditApart(other.label, label) || swapped(other.label, label)),
      );
    if (found !== undefined) return found;
  }
  return undefined;
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
