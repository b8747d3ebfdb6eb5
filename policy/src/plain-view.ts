/**
 * Properties as plain data, each copied when it is first read. The SDK's own are proxies around
 * proxies, whose arrays cannot be mapped while a client is remediated. Reading a value that is not
 * known yet throws as before.
 */
export function plainView(props: Record<string, unknown>): Record<string, unknown> {
  const view: Record<string, unknown> = {};
  for (const name of Object.keys(props)) {
    const define = (attributes: PropertyDescriptor) =>
      Object.defineProperty(view, name, { enumerable: true, configurable: true, ...attributes });
    define({
      get() {
        const value = copyOf(props[name]);
        define({ value });
        return value;
      },
    });
  }
  return view;
}

function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  // By index: the methods of such an array are proxies too.
  if (Array.isArray(value))
    return Array.from({ length: value.length }, (_, at) => copyOf(value[at]));
  const entries = Object.keys(value).map((key): [string, unknown] => [
    key,
    copyOf((value as Record<string, unknown>)[key]),
  ]);
  return Object.fromEntries(entries);
}
