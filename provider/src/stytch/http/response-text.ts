/**
 * A response may hold one value for so many bytes of its limit: parsed, `[]` and `{}` take twenty
 * times the memory that they take as text, and nesting takes as much.
 */
const BYTES_A_VALUE = 32;

const OPENING_BRACKET = 0x5b;
const OPENING_BRACE = 0x7b;
const COMMA = 0x2c;

const FIRST_BYTES = 16 * 1024;

/** The body of a response while it arrives, in bounded memory whatever a server sends. */
export interface ResponseText {
  /** Takes a further piece. @returns what is wrong with the body so far, if anything is. */
  add(chunk: Uint8Array): string | undefined;
  /** The whole body, which is then no longer kept. */
  take(): string;
}

export function responseText(maxBytes: number): ResponseText {
  // One block, since pieces of a byte each would take a hundred times their size.
  let block = new ArrayBuffer(Math.min(FIRST_BYTES, maxBytes));
  let bytes = 0;
  let values = 1;
  const maxValues = Math.floor(maxBytes / BYTES_A_VALUE);
  return {
    add(chunk) {
      const length = bytes + chunk.length;
      if (length > maxBytes) return `the response is larger than ${maxBytes} bytes.`;
      values += valuesBegunIn(chunk);
      if (values > maxValues) return `the response holds more than ${maxValues} values.`;
      // A transfer frees the former block at once, where a copy would leave it to the garbage collector.
      if (length > block.byteLength) block = block.transfer(Math.min(2 * length, maxBytes));
      new Uint8Array(block).set(chunk, bytes);
      bytes = length;
      return undefined;
    },
    take() {
      const text = Buffer.from(block, 0, bytes).toString("utf8");
      block = block.transfer(0);
      bytes = 0;
      return text;
    },
  };
}

/** Never too few: each value but the first follows one of these; those inside strings count too. */
function valuesBegunIn(chunk: Uint8Array): number {
  let count = 0;
  // By index: an iterator allocates an object for each byte, tens of megabytes for a response.
  for (let at = 0; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (byte === COMMA || byte === OPENING_BRACE || byte === OPENING_BRACKET) count += 1;
  }
  return count;
}

/** The `type/subtype` of a `content-type` header; undefined where there is none worth showing. */
export function mediaType(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? /^[\w.+-]{1,40}\/[\w.+-]{1,80}/.exec(header)?.[0] : undefined;
}
