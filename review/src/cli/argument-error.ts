/** A command line that cannot be carried out; `message` names argument, problem and remedy. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";
}
