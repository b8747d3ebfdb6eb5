import { CsvError, parse } from "csv-parse/sync";
import { FIELD_NAMES } from "pulumi-stytch-connected-apps/lifecycle";
import { type Mistake, type Place, placesIn, type Row, type Table } from "./row.ts";

const NAMES: readonly string[] = [
  "key",
  "clientType",
  ...FIELD_NAMES,
  "secretVersion",
  "nextSecretVersion",
  "allowDestructive",
];
/** Without one of them every row is wrong. */
const REQUIRED = ["key", "clientType"];
const LISTS = ["redirectUrls", "postLogoutRedirectUrls"];
const FLAGS = ["fullAccessAllowed", "bypassConsentForOfflineAccess"];
const NUMBERS = ["accessTokenExpiryMinutes"];

interface Cell {
  readonly text: string;
  readonly place: Place;
}

/**
 * A table with a line of names first. URLs of a list are separated by spaces or line breaks; an empty
 * cell asks for the default.
 */
export function readCsv(text: string): Table {
  const lines = cellsOf(text);
  if (!Array.isArray(lines)) return { rows: [], mistakes: [lines] };
  const [head, ...body] = lines;
  if (head === undefined) {
    // No clients at all would be a reason to delete those that there are.
    const text = "there is no line of names; the first line is one, e.g. key,clientType";
    return { rows: [], mistakes: [{ place: { line: 1, column: 1 }, text }] };
  }
  const names = head.map((cell) => cell.text);
  const missing = REQUIRED.filter((name) => !names.includes(name));
  if (missing.length > 0) return { rows: [], mistakes: [problemOfHead(head, missing)] };
  const mistakes = head.flatMap((cell, index) => problemOfName(cell, names, index));
  const rows = body.map((cells) => {
    const extra = cells[names.length];
    if (extra !== undefined) {
      const text = `there are ${cells.length} cells for ${names.length} names; put quotation marks around a cell with a comma`;
      mistakes.push({ place: extra.place, text });
    }
    return rowOf(names, cells);
  });
  return { rows, mistakes };
}

/** Once, in place of two mistakes for each row. */
function problemOfHead(head: Cell[], missing: string[]): Mistake {
  const place = head[0]?.place ?? { line: 1, column: 1 };
  const [separator] = /[;\t]/.exec(head.length === 1 ? (head[0]?.text ?? "") : "") ?? [];
  if (separator !== undefined) {
    const name = separator === ";" ? "semicolons" : "tabs";
    return { place, text: `${name} separate the columns; save the file with commas` };
  }
  const [which, are] = missing.length === 1 ? ["column", "is"] : ["columns", "are"];
  const text = `the ${which} ${missing.join(" and ")} ${are} missing; the first line names the columns, which are ${NAMES.join(", ")}`;
  return { place, text };
}

function problemOfName({ text, place }: Cell, names: string[], index: number): Mistake[] {
  if (text === "") return [{ place, text: "a column has no name; name it or remove it" }];
  if (!NAMES.includes(text)) {
    return [{ place, text: `${text} is not the name of a column: these are ${NAMES.join(", ")}` }];
  }
  if (names.indexOf(text) === index) return [];
  return [{ place, text: `${text} names two columns; keep one of them` }];
}

function rowOf(names: string[], cells: Cell[]): Row {
  const places = new Map(cells.map(({ place }, index) => [names[index] ?? "", place]));
  const start = cells[0]?.place ?? { line: 1, column: 1 };
  const given = cells.slice(0, names.length).map(({ text }, index) => [names[index] ?? "", text]);
  // A wrong name was reported at the head, once.
  const filled = given.filter(([name = "", text]) => NAMES.includes(name) && text !== "");
  return {
    values: Object.fromEntries(filled.map(([name = "", text = ""]) => [name, typed(name, text)])),
    placeOf: (path) => places.get(path.split(/[.[]/)[0] ?? "") ?? start,
  };
}

/** What is no flag or number stays a text, which the check then refuses at its place. */
function typed(name: string, text: string): unknown {
  if (LISTS.includes(name)) return text.split(/\s+/).filter((url) => url !== "");
  if (FLAGS.includes(name) && /^(true|false)$/.test(text)) return text === "true";
  if (NUMBERS.includes(name) && /^\d+$/.test(text)) return Number(text);
  return text;
}

function cellsOf(text: string): Cell[][] | Mistake {
  const bytes = Buffer.from(text);
  const placeAt = placesIn(text);
  let [end, characters] = [0, 0];
  try {
    return parse(bytes, {
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      cast: (value, { bytes: next }) => {
        // The parser tells where a cell ends; before it stand the separator and what is trimmed.
        const passed = bytes.toString("utf8", end, next);
        const gap = /^,?\s*/.exec(passed)?.[0] ?? "";
        const place = placeAt(characters + gap.length);
        end = next;
        characters += passed.length;
        return { text: value, place };
      },
    }) as unknown as Cell[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines = 1 } = error as { lines?: number };
    return { place: { line: lines, column: 1 }, text: `not a table in CSV: ${error.message}` };
  }
}
