/** A wrong command line; `message` names the option, the problem and the remedy. */
export class UsageError extends Error {
  override name = "UsageError";
}
