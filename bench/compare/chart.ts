import type { ScenarioResult } from "./results.ts";
import { conditionsTitle, OPERATION_TITLES, OPERATIONS } from "./scenario.ts";
import { ratioOf } from "./summary.ts";
import { BASE, type Column } from "./tables.ts";

const COLORS: Readonly<Record<string, string>> = {
  "ours-plugin": "#0072b2",
  "ours-no-checkpoints": "#56b4e9",
  "ours-journaled": "#117733",
  "journaled-plugin": "#88cc88",
  fleet: "#882255",
  "fleet-plugin": "#cc88aa",
  floor: "#009e73",
  provider: "#cc79a7",
  naive: "#d55e00",
  terraform: "#e69f00",
};
const OTHER_COLOR = "#666666";

const WIDTH = 860;
const LABELS = 220;
const MARGIN = 24;
const ROW = 22;
const PANEL_HEAD = 34;
const SUBTITLE = 40;
const LEGEND = 64;
/** Names in one line of the legend. */
const LEGEND_COLUMNS = 4;
const LEGEND_LINE = 18;
const AXIS = 26;
const DOT = 5;

/** Whether there is anything of ours to compare with. */
export function canBeDrawn({ sequences }: ScenarioResult): boolean {
  return sequences.some(({ contender }) => contender === BASE);
}

/**
 * One panel for each number of clients, one row for each operation, a dot for each contender: to the
 * left of the line are those that take less time than ours. The axis is logarithmic.
 *
 * @param results of the same conditions.
 */
export function chart(results: readonly ScenarioResult[], columns: readonly Column[]): string {
  const others = columns.filter(({ key }) => key !== BASE);
  const ratios = results.flatMap((result) => ratiosOf(result, others).map(({ ratio }) => ratio));
  const [low, high] = limits(ratios);
  const x = scale(low, high);
  const panelHeight = PANEL_HEAD + OPERATIONS.length * ROW + AXIS;
  const legendHeight = (Math.ceil(others.length / LEGEND_COLUMNS) - 1) * LEGEND_LINE;
  const top = LEGEND + Math.max(0, legendHeight);
  const height = top + results.length * panelHeight + MARGIN;
  const title = `Time as a multiple of ours; ${conditionsTitle(results[0]?.scenario ?? NOWHERE)}`;
  const panels = results.map((result, index) =>
    panel(result, others, { x, low, high, top: top + index * panelHeight }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${xmlText(title)}">`,
    `<rect width="100%" height="100%" rx="8" fill="#ffffff"/>`,
    `<g font-family="system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="12" fill="#1f2328">`,
    text(MARGIN, 22, title, 'font-weight="bold" font-size="14"'),
    text(MARGIN, SUBTITLE, KEY, 'fill="#57606a"'),
    legend(others),
    ...panels,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

const KEY =
  "Left of the line: less time than ours. No dot: not measured, not offered, or not done right.";
const NOWHERE = { latencyMs: 0, limited: false };

interface Frame {
  readonly x: (ratio: number) => number;
  readonly low: number;
  readonly high: number;
  readonly top: number;
}

function panel(result: ScenarioResult, columns: readonly Column[], frame: Frame): string {
  const { x, low, high, top } = frame;
  const rowsTop = top + PANEL_HEAD;
  const rowsEnd = rowsTop + OPERATIONS.length * ROW;
  const middleOf = (index: number) => rowsTop + index * ROW + ROW / 2;
  const count = result.scenario.clients.toLocaleString("en");
  return [
    text(MARGIN, rowsTop - 10, `${count} clients`, 'font-weight="bold"'),
    ...powersOfTwo(low, high).flatMap((ratio) => [
      line(x(ratio), rowsTop, rowsEnd, ratio === 1 ? "#1f2328" : "#d8dee4"),
      text(x(ratio), rowsEnd + 16, tick(ratio), 'text-anchor="middle" fill="#57606a"'),
    ]),
    ...OPERATIONS.map((operation, index) =>
      text(LABELS - 12, middleOf(index) + 4, OPERATION_TITLES[operation], 'text-anchor="end"'),
    ),
    ...ratiosOf(result, columns).map(({ column, row, ratio }) =>
      dot(x(ratio), middleOf(row), column, `${column.title}: ${ratio.toFixed(2)} ×`),
    ),
  ].join("\n");
}

function ratiosOf(result: ScenarioResult, columns: readonly Column[]) {
  return OPERATIONS.flatMap((operation, row) =>
    columns.flatMap((column) => {
      const ratio = ratioOf(result, column.key, BASE, operation);
      return ratio === undefined ? [] : [{ column, row, ratio }];
    }),
  );
}

/** Powers of two that all ratios, and 1, lie between. */
function limits(ratios: readonly number[]): [low: number, high: number] {
  const exponents = ratios.map(Math.log2);
  const low = Math.floor(Math.min(-1, ...exponents));
  const high = Math.ceil(Math.max(1, ...exponents));
  return [2 ** low, 2 ** high];
}

function scale(low: number, high: number): (ratio: number) => number {
  const width = WIDTH - LABELS - 2 * MARGIN;
  const span = Math.log2(high) - Math.log2(low);
  return (ratio) => round(LABELS + MARGIN + (width * (Math.log2(ratio) - Math.log2(low))) / span);
}

function powersOfTwo(low: number, high: number): number[] {
  const count = Math.log2(high) - Math.log2(low) + 1;
  return Array.from({ length: count }, (_, index) => low * 2 ** index);
}

function tick(ratio: number): string {
  if (ratio === 1) return "ours";
  return ratio < 1 ? `1/${1 / ratio}` : `${ratio} ×`;
}

function legend(columns: readonly Column[]): string {
  const step = (WIDTH - 2 * MARGIN) / LEGEND_COLUMNS;
  return columns
    .map((column, index) => {
      const left = MARGIN + DOT + (index % LEGEND_COLUMNS) * step;
      const y = LEGEND + Math.floor(index / LEGEND_COLUMNS) * LEGEND_LINE;
      return [dot(left, y - 4, column, column.title), text(left + 10, y, column.title)].join("\n");
    })
    .join("\n");
}

function dot(x: number, y: number, { key }: Column, title: string): string {
  const fill = COLORS[key] ?? OTHER_COLOR;
  return `<circle cx="${x}" cy="${y}" r="${DOT}" fill="${fill}" fill-opacity="0.9"><title>${xmlText(title)}</title></circle>`;
}

function line(x: number, from: number, to: number, color: string): string {
  return `<line x1="${x}" x2="${x}" y1="${from}" y2="${to}" stroke="${color}"/>`;
}

function text(x: number, y: number, content: string, attributes = ""): string {
  return `<text x="${round(x)}" y="${y}"${attributes && ` ${attributes}`}>${xmlText(content)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function xmlText(content: string): string {
  return content
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
