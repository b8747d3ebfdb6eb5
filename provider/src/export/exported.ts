/** What takes clients over, as a file of some format. */
export interface Exported {
  /** With a line break at its end. */
  readonly text: string;
  /** How many clients it takes over. */
  readonly declared: number;
  /** How many of these have a value that `pulumi up` refuses. */
  readonly refused: number;
  /** How many clients are of a type that this version does not know, and are not taken over. */
  readonly leftOut: number;
}
