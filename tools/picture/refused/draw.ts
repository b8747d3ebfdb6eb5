import { columnsOf, escapeXml, type Span } from "../terminal.ts";
import { COLUMNS, shownMarkdown, wrapLine, wrapText } from "./layout.ts";
import { paletteCss } from "./palette.ts";
import type { Recorded, Recording } from "./record.ts";
import { Timeline } from "./timeline.ts";

const LABEL =
  "A pull request adds a redirect URL at examp1e.com. pulumi preview refuses it by a policy, and the comment of the review names it in its first line.";

const FONT_SIZE = 13;
const LINE_HEIGHT = 19;
const LETTER_WIDTH = 7.83;
const PADDING = 18;
const BAR_HEIGHT = 30;
const WIDTH = Math.ceil(COLUMNS * LETTER_WIDTH + 2 * PADDING);

const COMMENT_FONT_SIZE = 15;
const COMMENT_LINE_HEIGHT = 22;
/** In letters; narrow enough for every font without serifs. */
const COMMENT_COLUMNS = 112;

const CROSS = "❌";

const MONOSPACE = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";
const SANS_SERIF = "-apple-system,'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif";

/** Draws a recording: commands that are typed, their lines, and the comment; moves by CSS alone. */
export function drawRefused({ diff, preview, comment }: Recording): string {
  const timeline = new Timeline();
  const terminal = [...commandOf(diff, timeline), ...commandOf(preview, timeline)];
  const rows = terminal.map((part, index) => part(PADDING + FONT_SIZE + index * LINE_HEIGHT));
  const terminalHeight = terminal.length * LINE_HEIGHT + 2 * PADDING;
  const top = terminalHeight + 12;
  timeline.pause();
  const card = drawComment(comment, timeline, top);
  const height = top + card.height + 1;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${LABEL}">`,
    "<style>",
    `.m{font:${FONT_SIZE}px ${MONOSPACE}}.s{font:${COMMENT_FONT_SIZE}px ${SANS_SERIF}}.b{font-weight:600}`,
    ".cover{transform:scaleX(0);transform-box:fill-box;transform-origin:right}",
    paletteCss(),
    timeline.css(),
    "</style>",
    frame(0, terminalHeight, "back"),
    ...card.frame,
    `<g class="fade">`,
    ...rows,
    ...card.rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** A row of the terminal, once its place is known. */
type Row = (y: number) => string;

function commandOf({ command, lines }: Recorded, timeline: Timeline): Row[] {
  const typed: Span[] = [
    { text: "$ ", color: "grey", bold: false },
    { text: command, color: undefined, bold: true },
  ];
  const prompt = timeline.line();
  const cover = timeline.type(command.length);
  const first: Row = (y) => {
    const x = PADDING + 2 * LETTER_WIDTH;
    const width = (command.length + 1) * LETTER_WIDTH;
    const place = `x="${x}" y="${y - FONT_SIZE - 1}" width="${width}" height="${LINE_HEIGHT}"`;
    return `${drawRow(typed, y, prompt)}<rect class="back cover ${cover}" ${place}/>`;
  };
  const output = lines.flatMap((line): Row[] => {
    const name = timeline.line();
    return wrapLine(line).map((spans) => (y) => drawRow(spans, y, name));
  });
  timeline.pause();
  return [first, ...output];
}

function drawRow(spans: readonly Span[], y: number, name = ""): string {
  const text = spans.map((span) => span.text).join("");
  // In every font the row is as wide as in a terminal.
  const length = Number((columnsOf(text.trimEnd()) * LETTER_WIDTH).toFixed(1));
  const parts = spans.map((span, index) =>
    tspan(index === spans.length - 1 ? { ...span, text: span.text.trimEnd() } : span),
  );
  const row = `<text class="${`m text ${name}`.trim()}" x="${PADDING}" y="${y}" textLength="${length}" xml:space="preserve">${parts.join("")}</text>`;
  return row + crossOf(text, y, name);
}

/** The cross that Pulumi marks a refusal with: not every machine has a font with it. */
function crossOf(text: string, y: number, name: string): string {
  const at = text.indexOf(CROSS);
  if (at === -1) return "";
  const x = PADDING + at * LETTER_WIDTH + 3;
  return `<path class="cross ${name}" d="M${x} ${y - 9}l9 9m0-9l-9 9"/>`;
}

function tspan({ text: letters, color, bold }: Span): string {
  const text = letters.replace(CROSS, "  ");
  const classes = [color, bold ? "b" : undefined].filter((name) => name !== undefined).join(" ");
  if (classes === "") return escapeXml(text);
  return `<tspan class="${classes}">${escapeXml(text)}</tspan>`;
}

function drawComment(
  { command, lines }: Recorded,
  timeline: Timeline,
  top: number,
): { height: number; frame: string[]; rows: string[] } {
  const name = timeline.line();
  let y = top + BAR_HEIGHT + PADDING + COMMENT_FONT_SIZE - 4;
  const rows = lines.flatMap((line, index) => {
    const weight = /^#|^\*\*/.test(line) ? " b" : "";
    const shown = wrapText(shownMarkdown(line), COMMENT_COLUMNS).map((text) => {
      const row = `<text class="s text${weight}" x="${PADDING}" y="${y}">${escapeXml(text)}</text>`;
      y += COMMENT_LINE_HEIGHT;
      return row;
    });
    if (index < lines.length - 1) y += 6;
    return shown;
  });
  const height = y - top - 2;
  const bar = `M.5 ${top + BAR_HEIGHT}v-${BAR_HEIGHT - 8}a8 8 0 0 1 8-8h${WIDTH - 17}a8 8 0 0 1 8 8v${BAR_HEIGHT - 8}z`;
  const title = `The comment on the pull request, by ${command}`;
  return {
    height,
    frame: [
      frame(top, height, "card"),
      `<path class="bar border" d="${bar}"/>`,
      `<text class="s grey" x="${PADDING}" y="${top + 20}">${escapeXml(title)}</text>`,
    ],
    rows: [`<g class="${name}">`, ...rows, "</g>"],
  };
}

function frame(top: number, height: number, name: string): string {
  return `<rect class="${name} border" x=".5" y="${top + 0.5}" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>`;
}
