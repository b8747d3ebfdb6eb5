/** By list of domains: the place of each. */
const places = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/**
 * The first of these domains that a name is, or is below. However many there are, it takes as long as the
 * name has labels; a list must not change after its first use.
 */
export function domainAround(name: string, domains: readonly string[]): string | undefined {
  let known = places.get(domains);
  if (known === undefined) {
    known = new Map([...domains.entries()].reverse().map(([at, domain]) => [domain, at]));
    places.set(domains, known);
  }
  let first = domains.length;
  for (let dot = -1; dot !== name.length; ) {
    first = Math.min(first, known.get(name.slice(dot + 1)) ?? first);
    const next = name.indexOf(".", dot + 1);
    dot = next < 0 ? name.length : next;
  }
  return domains[first];
}
