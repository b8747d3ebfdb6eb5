/** A run of text in one style. */
interface Span {
  readonly text: string;
  readonly color: string | undefined;
  readonly bold: boolean;
}

const COLORS: Record<number, string> = {
  31: "#ff7b72",
  32: "#7ee787",
  33: "#e3b341",
  36: "#76e3ea",
  90: "#8b949e",
};

const ESCAPE = "\u001b";
const FONT_SIZE = 13;
const LINE_HEIGHT = 19;
const CHARACTER_WIDTH = 7.83;
const PADDING = 18;

/**
 * Draws the output of a terminal, with the few styles that our commands use.
 *
 * @param label what the picture shows, for who cannot see it.
 */
export function toSvg(output: string, label: string): string {
  const lines = output.trimEnd().split("\n").map(spansOf);
  const columns = Math.max(...lines.map((spans) => spans.map(({ text }) => text).join("").length));
  const width = Math.ceil(columns * CHARACTER_WIDTH + 2 * PADDING);
  const height = lines.length * LINE_HEIGHT + 2 * PADDING;
  const rows = lines.map((spans, index) => {
    const y = PADDING + FONT_SIZE + index * LINE_HEIGHT;
    return `<text x="${PADDING}" y="${y}" xml:space="preserve">${spans.map(tspan).join("")}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}" fill="#e6edf3">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let color: string | undefined;
  let bold = false;
  // Each part but the first begins with a "select graphic rendition", ECMA-48 section 8.3.117.
  for (const part of line.split(ESCAPE)) {
    const [, digits, text] = /^\[(\d*)m([\s\S]*)$/.exec(part) ?? [undefined, undefined, part];
    const code = digits === undefined ? undefined : Number(digits);
    if (code === 0 || code === 39) color = undefined;
    if (code === 0 || code === 22) bold = false;
    if (code === 1) bold = true;
    if (code !== undefined) color = COLORS[code] ?? color;
    if (text !== "") spans.push({ text: text ?? "", color, bold });
  }
  return spans;
}

function tspan({ text, color, bold }: Span): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const fill = color ? ` fill="${color}"` : "";
  const weight = bold ? ' font-weight="bold"' : "";
  return `<tspan${fill}${weight}>${escaped}</tspan>`;
}
