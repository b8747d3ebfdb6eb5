/** What a person can correct; its message says all. */
export class FleetError extends Error {
  override readonly name = "FleetError";
}
