import type { Report } from "../report.ts";

/** How a report is written. Every text in it is foreign: a format escapes it as its reader needs. */
export type Formatter = (report: Report, options: FormatOptions) => string;

export interface FormatOptions {
  /** Whether changes that matter to no one are told too. */
  readonly always: boolean;
  /** Whether the reader is a terminal with colours. */
  readonly isColoured: boolean;
}
