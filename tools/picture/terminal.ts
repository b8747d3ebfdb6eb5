/** A run of text in one style. */
export interface Span {
  readonly text: string;
  readonly color: Color | undefined;
  readonly bold: boolean;
}

export type Color = "red" | "green" | "yellow" | "magenta" | "blue" | "cyan" | "grey";

/** The foregrounds that our commands, git and Pulumi use: ECMA-48 section 8.3.117, and `38;5;n` of xterm. */
const COLORS: Readonly<Record<string, Color>> = {
  31: "red",
  32: "green",
  33: "yellow",
  36: "cyan",
  90: "grey",
  "38;5;1": "red",
  "38;5;2": "green",
  "38;5;3": "yellow",
  "38;5;5": "magenta",
  "38;5;12": "blue",
  "38;5;13": "magenta",
};

const ESCAPE = "\u001b";

/** The styled parts of a line of a terminal. */
export function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let color: Color | undefined;
  let bold = false;
  // Each part but the first begins with a "select graphic rendition".
  for (const part of line.split(ESCAPE)) {
    const [, code, text = part] = /^\[([\d;]*)m([\s\S]*)$/.exec(part) ?? [];
    const isReset = code === "" || code === "0";
    if (isReset || code === "39") color = undefined;
    if (isReset || code === "22") bold = false;
    if (code === "1") bold = true;
    if (code !== undefined) color = COLORS[code] ?? color;
    if (text !== "") spans.push({ text, color, bold });
  }
  return spans;
}

/** How many columns a text takes: emoji take two. */
export function columnsOf(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (/\p{Emoji_Presentation}/u.test(letter) ? 2 : 1),
    0,
  );
}

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
