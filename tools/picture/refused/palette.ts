import type { Color } from "../terminal.ts";

interface Palette {
  readonly back: string;
  readonly text: string;
  readonly border: string;
  readonly bar: string;
  readonly card: string;
  readonly colors: Readonly<Record<Color, string>>;
}

/** Each colour of a text has at least 4.5 : 1 against `back`, `bar` and `card`. */
export const PALETTES: { readonly light: Palette; readonly dark: Palette } = {
  light: {
    back: "#ffffff",
    text: "#1f2328",
    border: "#d1d9e0",
    bar: "#f6f8fa",
    card: "#ffffff",
    colors: {
      red: "#b3151f",
      green: "#0f6b2f",
      yellow: "#7d4e00",
      magenta: "#7434c9",
      blue: "#0a58c4",
      cyan: "#0b6272",
      grey: "#59636e",
    },
  },
  dark: {
    back: "#0d1117",
    text: "#e6edf3",
    border: "#3d444d",
    bar: "#151b23",
    card: "#0d1117",
    colors: {
      red: "#ff7b72",
      green: "#7ee787",
      yellow: "#e3b341",
      magenta: "#d2a8ff",
      blue: "#79c0ff",
      cyan: "#76e3ea",
      grey: "#9198a1",
    },
  },
};

/** The rules of CSS: dark for those who want it, else light. */
export function paletteCss(): string {
  return [
    rulesOf(PALETTES.light),
    `@media (prefers-color-scheme:dark){${rulesOf(PALETTES.dark)}}`,
  ].join("\n");
}

function rulesOf({ back, text, border, bar, card, colors }: Palette): string {
  const spans = Object.entries(colors).map(([name, value]) => `.${name}{fill:${value}}`);
  return [
    `.back{fill:${back}}.text{fill:${text}}.bar{fill:${bar}}.card{fill:${card}}`,
    `.border{stroke:${border}}.cross{stroke:${colors.red};stroke-width:2.2;stroke-linecap:round}`,
    ...spans,
  ].join("");
}
