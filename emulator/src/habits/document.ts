import { HABIT_NAMES, HABITS, type HabitEntry } from "./table.ts";

/** The table in Markdown, for the README. */
export function habitsDocument(): string {
  const rows = HABIT_NAMES.map((name) => {
    const entry: HabitEntry = HABITS[name];
    return `| \`${name}\` | ${cell(entry.question)} | ${cell(answersOf(entry))} | ${cell(entry.source)} |`;
  });
  return [
    "| habit | question | answers | the default rests on |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function answersOf(entry: HabitEntry): string {
  if (!("values" in entry)) {
    return `**${entry.default}**; from ${entry.min} to ${entry.max} ${entry.unit}`;
  }
  return Object.entries(entry.values)
    .map(([value, meaning]) => {
      const code = `\`${value}\``;
      return `${value === entry.default ? `**${code}**` : code}: ${meaning}`;
    })
    .join("<br>");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
