import type { Report } from "../report.ts";
import type { Severity } from "../severities/index.ts";

/** How a report is written. Every text in it is foreign: a format escapes it as its reader needs. */
export type Formatter = (report: Report, options: FormatOptions) => string;

export interface FormatOptions {
  /** Whether changes that matter to no one are told too. */
  readonly always: boolean;
  /** Whether the reader is a terminal with colours. */
  readonly isColoured: boolean;
  /** Whether the reader is a terminal: there, long lines are cut. Default: no. */
  readonly isTerminal?: boolean | undefined;
  /**
   * Folder of the Pulumi project in its repository, with slashes: hosts look for lines of the program from
   * the top of the repository. Default: the top itself.
   */
  readonly folder?: string | undefined;
  /** What is a failure in a format that knows failures. Default: `low`. */
  readonly failOn?: Severity | undefined;
  /** Of this package, for formats that name their writer. */
  readonly version?: string | undefined;
}
