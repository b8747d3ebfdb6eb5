/** Names by which the SDK's proxies reveal their targets. */
const PROXY = "__isSpecialProxy";
const TARGET = "__getSpecialProxyTarget";

/**
 * A changed list with the SDK's own form of the elements that were in the list before: an element
 * that is a secret stays one, and one that is not known yet stays that.
 *
 * @param view the list before, as the rules saw it.
 */
export function withRawElements(
  props: Record<string, unknown>,
  property: string,
  view: unknown,
  changed: unknown,
): unknown {
  const raw = contentOf(rawOf(props), property);
  if (!Array.isArray(raw) || !Array.isArray(view) || !Array.isArray(changed)) return changed;
  const places = new Map(membersOf(view).map((member, at) => [member, at]));
  return membersOf(changed).map((member) => {
    const at = places.get(member);
    return at === undefined ? member : raw[at];
  });
}

/** The elements, or for those that cannot be read yet, the function that throws. */
function membersOf(list: readonly unknown[]): unknown[] {
  const descriptors = Object.getOwnPropertyDescriptors(list);
  return Array.from(list.keys(), (at) => descriptors[at]?.get ?? descriptors[at]?.value);
}

/** What is behind the proxies, of which there may be several. */
export function rawOf(value: Record<string, unknown>): Record<string, unknown> {
  let raw = value;
  while (raw[PROXY] === true) raw = raw[TARGET] as Record<string, unknown>;
  return raw;
}

/** A property; if it is a secret as a whole, its value. */
function contentOf(raw: Record<string, unknown>, property: string): unknown {
  const content = raw[property];
  return isSecret(content) ? content.value : content;
}

/** Whether a value is the SDK's wrapper of a secret; by name, since a program may load the SDK twice. */
export function isSecret(value: unknown): value is { readonly value: unknown } {
  return value instanceof Object && value.constructor?.name === "Secret";
}
