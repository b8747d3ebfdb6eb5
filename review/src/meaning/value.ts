import { shown } from "pulumi-stytch-connected-apps-policy/analysis";
import { Hidden, UNKNOWN } from "../client.ts";

/** Whether a value is unknown, or secret, as a whole; see `holdsUnseen` for its parts. */
export function isUnseen(value: unknown): boolean {
  return value === UNKNOWN || value instanceof Hidden;
}

/** Whether a value, or a part of it, cannot be seen. */
export function holdsUnseen(value: unknown): boolean {
  if (isUnseen(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsUnseen);
}

/** Whether two values are the same for certain. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right ? left !== UNKNOWN : left instanceof Hidden && left.equals(right);
}

/** Why a value cannot be seen, or not be judged. */
export function unseenAs(value: unknown): string {
  if (value === UNKNOWN) return "not known before the update";
  return value instanceof Hidden ? "a secret" : "of a form that no one expects";
}

/** A value in a sentence: in quotation marks on one line, short; not where it cannot be seen. */
export function told(value: unknown): string {
  return isUnseen(value) ? unseenAs(value) : shown(value);
}

/** What can be seen of a list, and what cannot. */
export interface SeenList {
  /** Each text once, sorted: no order of a list decides what is said. */
  readonly texts: readonly string[];
  /** The elements that cannot be seen, or are no texts; the value itself if it is no list. */
  readonly unseen: readonly unknown[];
}

export function listOf(value: unknown): SeenList {
  if (value === undefined || value === null) return { texts: [], unseen: [] };
  if (!Array.isArray(value)) return { texts: [], unseen: [value] };
  const elements: readonly unknown[] = value;
  return {
    texts: [...new Set(elements.filter((element) => typeof element === "string"))].sort(),
    unseen: elements.filter((element) => typeof element !== "string"),
  };
}

/** What one list has, and cannot be shown to be in the other. */
export function unseenOnlyIn(list: SeenList, other: SeenList): unknown[] {
  return list.unseen.filter((element) => !other.unseen.some((one) => isSame(element, one)));
}
