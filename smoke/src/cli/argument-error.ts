/** A command line that cannot be executed; `message` names argument, problem and remedy. */
export class ArgumentError extends Error {
  override name = "ArgumentError";
}
