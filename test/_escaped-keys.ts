/** Objects after which V8 takes the next escaped key at this place for a key of theirs. */
export const MISLEADING = [String.raw`{"h": 1, "\\u0": 1}`, String.raw`{"h": 1, "a\\u": 1}`];

/** Have a claim `aud`, with an escape in its name. */
export const HIDDEN_AUDIENCES = [
  String.raw`{"h": 1, "\u0061ud": 1}`,
  String.raw`{"h": 1, "a\u0075d" : "\"a\": b"}`,
];
