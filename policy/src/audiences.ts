/** How an audience is related to another one. */
export interface Relative {
  /** The other one. */
  readonly audience: string;
  /** What this one is to a program that compares loosely. */
  readonly as: "beginning" | "continuation" | "same";
}

/** Longer audiences are compared as written. */
const LONGEST = 2048;

/** Relatives considered for each audience: enough for people, few enough for attackers. */
const MOST_RELATIVES = 20;

/** An audience without what programs ignore: case, a default port, trailing slashes. */
function plain(audience: string): string {
  if (audience.length > LONGEST) return audience;
  const url = /^https?:\/\//i.test(audience) ? URL.parse(audience) : null;
  const text = (url?.href ?? audience).toLowerCase();
  let end = text.length;
  while (text[end - 1] === "/") end--;
  return text.slice(0, end);
}

/** Whether a prefix of a text ends where a part of the text ends: `api` in `api/v2`, not in `apis`. */
function isWhole(beginning: string, text: string): boolean {
  return (
    /^[^\p{L}\p{N}]|^$/u.test(text.slice(beginning.length)) || /[^\p{L}\p{N}]$/u.test(beginning)
  );
}

/**
 * By audience: those that begin with it, that it begins with, or that differ from it only in case and
 * slashes.
 */
export function relativesOf(audiences: Iterable<string>): ReadonlyMap<string, readonly Relative[]> {
  const found = new Map<string, Relative[]>();
  const add = (audience: string, relative: Relative) => {
    const there = found.get(audience);
    if (there === undefined) found.set(audience, [relative]);
    else if (there.length < MOST_RELATIVES) there.push(relative);
  };
  const sorted = Array.from(audiences, (audience) => ({ audience, text: plain(audience) }))
    .filter(({ text }) => text !== "")
    .sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)));
  // In this order, every text that begins with another one follows it directly.
  const beginnings: typeof sorted = [];
  for (const one of sorted) {
    while (beginnings.length > 0 && !one.text.startsWith(beginnings.at(-1)?.text ?? "")) {
      beginnings.pop();
    }
    for (const other of beginnings.slice(-MOST_RELATIVES)) {
      const isSame = other.text === one.text;
      if (!isSame && !isWhole(other.text, one.text)) continue;
      add(one.audience, { audience: other.audience, as: isSame ? "same" : "continuation" });
      add(other.audience, { audience: one.audience, as: isSame ? "same" : "beginning" });
    }
    beginnings.push(one);
  }
  return found;
}
