import { megabytes, seconds, table } from "../report.ts";
import { median } from "../statistics.ts";
import { disturbanceOf, MARK } from "./disturbance.ts";
import { isRight, type Measurement, type ScenarioResult } from "./results.ts";
import { OPERATION_TITLES, OPERATIONS, type Operation } from "./scenario.ts";
import { ratioOf, type Summary, summaryOf } from "./summary.ts";

/** A contender as the tables name it. */
export interface Column {
  readonly key: string;
  readonly title: string;
}

/** The column that the others are divided by. */
export const BASE = "ours";

const NOTHING = "–";

/** The processes whose memory is shown; the floor is a script. */
const ROLES = ["program", "provider", "engine", "script"];

/** How long each took, as a multiple of ours; ours in seconds. */
export function timeTable(result: ScenarioResult, columns: readonly Column[]): string {
  return byOperation(result, columns, (summary, operation, { key }) => {
    if (!summary.right) return leftUndone(summary);
    const mark = disturbanceOf(result, key, operation) === undefined ? "" : ` ${MARK}`;
    return `${timeOf(result, summary, key, operation)}${mark}`;
  });
}

function timeOf(
  result: ScenarioResult,
  summary: Summary,
  key: string,
  operation: Operation,
): string {
  if (key === BASE) return `1 (${seconds(summary.ms)})`;
  const ratio = ratioOf(result, key, BASE, operation);
  return ratio === undefined ? seconds(summary.ms) : multiple(ratio);
}

/** The exact calls of each. */
export function callTable(result: ScenarioResult, columns: readonly Column[]): string {
  return byOperation(result, columns, ({ measurements }) => agreed(measurements.map(callsText)));
}

/** What creating leaves behind, and what it needs. */
export function weightTable(result: ScenarioResult, columns: readonly Column[]): string {
  const rows = columns.flatMap(({ key, title }) => {
    const summary = summaryOf(result, key, "create");
    // An unfinished creation says nothing about what a client weighs.
    const whole = summary?.measurements.filter(isRight) ?? [];
    return summary === undefined ? [] : [[title, ...weights(whole)]];
  });
  const head = ["after create", "state bytes a client", "secrets in clear", ...ROLES];
  return table(head, rows);
}

function byOperation(
  result: ScenarioResult,
  columns: readonly Column[],
  cell: (summary: Summary, operation: Operation, column: Column) => string,
): string {
  const measured = OPERATIONS.filter((operation) =>
    columns.some(({ key }) => summaryOf(result, key, operation) !== undefined),
  );
  const rows = measured.map((operation) => [
    OPERATION_TITLES[operation],
    ...columns.map((column) => {
      const summary = summaryOf(result, column.key, operation);
      return summary === undefined ? NOTHING : cell(summary, operation, column);
    }),
  ]);
  return table(["", ...columns.map(({ title }) => title)], rows);
}

function multiple(ratio: number): string {
  return `${ratio >= 9.95 ? ratio.toFixed(0) : ratio.toFixed(ratio >= 0.095 ? 1 : 2)} ×`;
}

/** `fails: 87 of 100 undone`, or what is wrong though the command was content. */
function leftUndone({ measurements }: Summary): string {
  const worst = measurements.reduce((a, b) => (undone(b) > undone(a) ? b : a));
  const failed = measurements.some(({ failure }) => failure !== undefined);
  const how = failed ? "fails" : "misses";
  return undone(worst) === 0 ? how : `${how}: ${undone(worst)} undone`;
}

/** Clients that are not as declared, or should not be there. */
function undone({ expected, right, held }: Measurement): number {
  return expected - right + Math.max(0, held - expected);
}

function callsText({ requests, refused }: Measurement): string {
  const parts = Object.entries(requests)
    .map(([route, calls]) => `${calls} ${shortRoute(route)}`)
    .sort();
  if (refused > 0) parts.push(`${refused} of them refused`);
  return parts.join(", ") || "0";
}

/** `POST /v1/connected_apps/clients/search` is a `search`. */
function shortRoute(route: string): string {
  const [method = "", path = ""] = route.split(" ");
  const last = path.split("/").at(-1) ?? "";
  if (last === "search") return "search";
  if (last === "clients" || last === "{client_id}") return method;
  return `${method} ${last}`;
}

function weights(measurements: readonly Measurement[]): string[] {
  return [
    middle(
      measurements,
      ({ stateBytes, expected }) => stateBytes && stateBytes / expected,
      (bytes) => Math.round(bytes).toLocaleString("en"),
    ),
    agreed(measurements.map(({ clearSecrets }) => String(clearSecrets ?? NOTHING))),
    ...ROLES.map((role) => middle(measurements, ({ peakBytes }) => peakBytes?.[role], megabytes)),
  ];
}

function middle(
  measurements: readonly Measurement[],
  read: (measurement: Measurement) => number | undefined,
  format: (value: number) => string,
): string {
  const values = measurements.map(read).filter((value) => value !== undefined);
  return values.length === 0 ? NOTHING : format(median(values));
}

/** What all runs agree on; else what each of them gave. */
function agreed(values: readonly string[]): string {
  return values.length === 0 ? NOTHING : [...new Set(values)].join(" / ");
}
