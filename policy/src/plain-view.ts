/** What `pulumi policy analyze` puts in place of a secret that it cannot decrypt, whatever its type. */
const REDACTED = "[secret]";

/** Thrown by reading a value that is hidden from the rules, so that they can judge the other values. */
export class HiddenValueError extends Error {
  override readonly name = "HiddenValueError";
}

/** What a function returns, unless it reads a hidden value. */
export function unlessHidden<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HiddenValueError) return undefined;
    throw error;
  }
}

/**
 * Properties as plain data, each copied when it is first read. The SDK's own are proxies around
 * proxies, whose arrays cannot be mapped while a client is remediated. Reading a value that is not
 * known yet throws as before, and so does reading it within a list or an object: what is beside it
 * can be read.
 */
export function plainView(props: Record<string, unknown>): Record<string, unknown> {
  const copies = new Map<string | symbol, unknown>();
  // Every policy gets a view of its own and reads little of it: no work ahead.
  return new Proxy(props, {
    get(target, name) {
      if (!copies.has(name)) copies.set(name, copyOf(Reflect.get(target, name), []));
      return copies.get(name);
    },
  });
}

function copyOf(value: unknown, around: readonly unknown[]): unknown {
  if (value === REDACTED) throw new HiddenValueError(`The value is ${REDACTED}.`);
  // A value that contains itself stays as it is.
  if (typeof value !== "object" || value === null || around.includes(value)) return value;
  // By index: the methods of such an array are proxies too.
  const [copy, keys] = Array.isArray(value)
    ? [[], Array.from({ length: value.length }, (_, at) => `${at}`)]
    : [{}, Object.keys(value)];
  const within = [...around, value];
  for (const key of keys) define(copy, key, () => copyOf(Reflect.get(value, key), within));
  return copy;
}

/** Gives a copy a member, or one that throws whenever it is read. */
function define(copy: object, key: string, read: () => unknown): void {
  const visible = { enumerable: true, configurable: true };
  try {
    Object.defineProperty(copy, key, { ...visible, writable: true, value: read() });
  } catch (error) {
    Object.defineProperty(copy, key, {
      ...visible,
      get() {
        throw error;
      },
    });
  }
}
