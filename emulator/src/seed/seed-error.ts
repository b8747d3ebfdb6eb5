/** A seed cannot be used; `message` names the place in it, what is wrong there and what may be there. */
export class SeedError extends Error {
  override name = "SeedError";
  readonly code = "ERR_EMULATOR_SEED";
}
