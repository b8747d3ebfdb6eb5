import type { styleText } from "node:util";
import type { Severity } from "../severities/index.ts";

export type Style = Parameters<typeof styleText>[0];

/** Puts a style around a text where the reader is a terminal with colours. */
export type Paint = (style: Style, text: string) => string;

export const STYLES: Readonly<Record<Severity, Style>> = {
  critical: "red",
  high: "red",
  medium: "yellow",
  low: "cyan",
  cosmetic: "gray",
};

/** A severity as the first column of a line. */
export function label(severity: Severity, paint: Paint): string {
  return paint(STYLES[severity], severity.padEnd("cosmetic".length + 2));
}
