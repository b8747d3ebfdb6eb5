/** A place in a file, both numbers counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What a file says of one client, before anything is checked but its form. */
export interface Row {
  readonly values: Readonly<Record<string, unknown>>;
  /** Where a value stands, by its path, e.g. `redirectUrls[2]`; the start of the client for one that is missing. */
  placeOf(path: string): Place;
}

export interface Mistake {
  readonly place: Place;
  /** What is wrong and what to do; begins with the name of the value where there is one. */
  readonly text: string;
}

/** The rows that could be read, and what is wrong with the form of the file. */
export interface Table {
  readonly rows: readonly Row[];
  readonly mistakes: readonly Mistake[];
}

/** Translates offsets, in UTF-16 code units, into places. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
