import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation at its first size. What thousands of clients leave behind dies young: the memory
 * of an audit is two thirds of what it would be, and the processor works up to a third longer.
 *
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
