import { type Color, escapeXml, type Span, spansOf } from "./terminal.ts";

const COLORS: Readonly<Partial<Record<Color, string>>> = {
  red: "#ff7b72",
  green: "#7ee787",
  yellow: "#e3b341",
  cyan: "#76e3ea",
  grey: "#8b949e",
};

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

function tspan({ text, color, bold }: Span): string {
  const fill = color && COLORS[color] ? ` fill="${COLORS[color]}"` : "";
  const weight = bold ? ' font-weight="bold"' : "";
  return `<tspan${fill}${weight}>${escapeXml(text)}</tspan>`;
}
