/**
 * Properties as plain data, each copied when it is first read. The SDK's own are proxies around
 * proxies, whose arrays cannot be mapped while a client is remediated. Reading a value that is not
 * known yet throws as before.
 */
export function plainView(props: Record<string, unknown>): Record<string, unknown> {
  const copies = new Map<string | symbol, unknown>();
  // Every policy gets a view of its own and reads little of it: no work ahead.
  return new Proxy(props, {
    get(target, name) {
      if (!copies.has(name)) copies.set(name, copyOf(Reflect.get(target, name)));
      return copies.get(name);
    },
  });
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
