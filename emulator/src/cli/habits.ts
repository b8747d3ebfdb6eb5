import { readTextFile } from "../files.ts";
import { DEFAULT_HABITS, habitsBodySchema, habitsProblem } from "../habits/schema.ts";
import { HABIT_NAMES, HABITS, type HabitEntry, type HabitValues } from "../habits/table.ts";
import { jsonProblem, parse, parseJson } from "../parse.ts";
import { UsageError } from "./usage-error.ts";

const FORM = 'it must hold such as {"habits": {"url_list_order": "sorted"}}';

/**
 * Reads a file of habits, as `{ "habits": { name: value } }` or without the outer object.
 *
 * @param option The one that names the file.
 * @throws UsageError that names the file, each wrong habit and what it may be.
 */
export function readHabitsFile(path: string, option = "--habits"): Partial<HabitValues> {
  const wrong = (problem: string, cause?: unknown) =>
    new UsageError(`${option} ${path}: ${problem}`, { cause });
  const file = readTextFile(path);
  if (!file.ok) {
    throw wrong(`the file cannot be read: ${file.problem}; give one of probe --output`, file.cause);
  }
  const json = parseJson(file.text);
  if (!json.ok) throw wrong(`the file ${jsonProblem(file.text)}; ${FORM}`);
  const body = parse(habitsBodySchema, json.value, "the file");
  if (!body.ok) throw wrong(body.place === "" ? `${body.problems}; ${FORM}` : body.problems);
  const { habits } = body.value;
  const problem = habitsProblem({ ...DEFAULT_HABITS, ...habits });
  if (problem !== undefined) throw wrong(problem);
  return habits;
}

/** The table for programs. */
export function habitsJson(): string {
  return JSON.stringify(HABITS, null, 2);
}

/** The table for people. */
export function habitsText(): string {
  return HABIT_NAMES.map((name) => {
    const entry: HabitEntry = HABITS[name];
    const lines = [name, `  ${entry.question}`, ...answers(entry), `  Source: ${entry.source}`];
    return lines.join("\n");
  }).join("\n\n");
}

function answers(entry: HabitEntry): string[] {
  if (!("values" in entry)) {
    const { min, max, unit } = entry;
    return [`    ${min} to ${max} ${unit} (default ${entry.default})`];
  }
  return Object.entries(entry.values).map(([value, meaning]) => {
    const mark = value === entry.default ? " (default)" : "";
    return `    ${value}${mark}: ${meaning}`;
  });
}
