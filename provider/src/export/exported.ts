/** A file of some format that adopts clients. */
export interface Exported {
  /** Ends with a line break. */
  readonly text: string;
  /** How many clients it adopts. */
  readonly declared: number;
  /** How many of these have a value that `pulumi up` refuses. */
  readonly refused: number;
  /** How many clients have a type that this version does not know, and are not adopted. */
  readonly leftOut: number;
}
