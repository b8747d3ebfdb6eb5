/** What a torture came to. */
export interface Outcome {
  readonly isGood: boolean;
  /** For the notes, one line each. */
  readonly facts: readonly string[];
}
