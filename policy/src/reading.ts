/**
 * Reads what a configuration gives as text. Whatever could never match anything is refused with
 * what is wrong with it, and whatever means the same is brought into one form: a parameter that
 * silently does nothing is worse than none.
 */
export interface Reading {
  readonly value?: string;
  /** What the text must be instead: "must be …". */
  readonly problem?: string;
}
