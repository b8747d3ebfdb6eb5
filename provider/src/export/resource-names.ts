const MAX_LENGTH = 48;

/**
 * A resource name for each client name, in their order: unique, in lower case, with only Latin letters, digits
 * and hyphens, e.g. `muller-sons` for "Müller & Sons" and `muller-sons-2` for the next one. Names
 * without a Latin letter or digit become `client`.
 */
export function resourceNames(clientNames: readonly string[]): string[] {
  const taken = new Set<string>();
  return clientNames.map((clientName) => {
    const base = slug(clientName);
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
    taken.add(name);
    return name;
  });
}

function slug(text: string): string {
  const words = text.toLowerCase().normalize("NFKD").replaceAll(/\p{M}/gu, "");
  const hyphened = words.replaceAll(/[^a-z0-9]+/g, "-").replace(/^-/, "");
  return hyphened.slice(0, MAX_LENGTH).replace(/-$/, "") || "client";
}
