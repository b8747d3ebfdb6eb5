/** The probe cannot begin or go on; `message` says why and what to do. */
export class ProbeError extends Error {
  override name = "ProbeError";
  readonly code: "wrong_arguments" | "could_not_ask";

  constructor(code: ProbeError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** The run is over before its end: it was interrupted, or its time is up. */
export class StoppedError extends Error {
  override name = "StoppedError";
}

/** No response came that could be read; `message` names method, path and problem. */
export class NoResponseError extends Error {
  override name = "NoResponseError";
}
