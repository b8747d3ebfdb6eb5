/** A list of domains, made ready to be searched. */
interface Listed {
  /** The first place of each. */
  readonly places: ReadonlyMap<string, number>;
  /** Characters of the longest. */
  readonly longest: number;
}

const lists = new WeakMap<readonly string[], Listed>();

function listed(domains: readonly string[]): Listed {
  const known = lists.get(domains);
  if (known !== undefined) return known;
  const places = new Map([...domains.entries()].reverse().map(([at, domain]) => [domain, at]));
  const longest = domains.reduce((most, { length }) => Math.max(most, length), 0);
  const list = { places, longest };
  lists.set(domains, list);
  return list;
}

/**
 * The first of these domains that a name is, or is below. It takes no longer for many domains, nor for a
 * name with many labels; a list must not change after its first use.
 */
export function domainAround(name: string, domains: readonly string[]): string | undefined {
  const { places, longest } = listed(domains);
  let first = domains.length;
  // A longer end of the name is in no list.
  for (let start = Math.max(0, name.length - longest); start <= name.length; start++) {
    if (start > 0 && name[start - 1] !== ".") continue;
    first = Math.min(first, places.get(name.slice(start)) ?? first);
  }
  return domains[first];
}
