import { warn } from "@pulumi/pulumi/log/index.js";
import type { CustomResource } from "@pulumi/pulumi/resource.js";
import { oncePerProgram } from "./program-hooks.ts";

interface Holder {
  readonly resource: CustomResource;
  readonly name: string;
  /** Place among the resources of the program. */
  readonly place: number;
}

/** What a program has found so far of which resource holds what. */
class Holders {
  readonly #byThing = new Map<string, Holder>();
  #places = 0;

  nextPlace(): number {
    this.#places += 1;
    return this.#places;
  }

  /** @returns who held the thing before. */
  add(thing: string, holder: Holder): Holder | undefined {
    const before = this.#byThing.get(thing);
    if (before === undefined) this.#byThing.set(thing, holder);
    return before;
  }
}

const holders = oncePerProgram(() => new Holders());

/**
 * Warns, at the later of two resources of a program, that both have one and the same thing at Stytch. The
 * provider refuses a second one that is new, but it does not know the names of the resources, and states
 * of earlier versions may hold both.
 *
 * @param type name of the class, since each has ids of its own.
 */
export function warnOfSharing(resource: CustomResource, type: string, name: string): void {
  const known = holders();
  if (known === undefined) return;
  const holder = { resource, name, place: known.nextPlace() };
  resource.id.apply((id) => {
    const other = known.add(`${type} ${id}`, holder);
    if (other === undefined) return;
    const [first, second] = [other, holder].sort((left, right) => left.place - right.place);
    const text =
      `${second?.name} and ${first?.name} are both ${id}, so they overwrite each other's changes. ` +
      "Remove one of the two from the program: what it has at Stytch stays with the other.";
    void warn(text, second?.resource);
  });
}
