/** What reading a value gives: the value, or what is wrong with it. */
export type Result<Value, Problem = string> = Valid<Value> | Invalid<Problem>;

export interface Valid<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Invalid<Problem> {
  readonly ok: false;
  readonly problem: Problem;
}

export function valid<Value>(value: Value): Valid<Value> {
  return { ok: true, value };
}

export function invalid<Problem>(problem: Problem): Invalid<Problem> {
  return { ok: false, problem };
}
