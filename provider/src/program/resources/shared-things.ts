import { warn } from "@pulumi/pulumi/log/index.js";
import type { CustomResource } from "@pulumi/pulumi/resource.js";
import { oncePerProgram } from "./program-hooks.ts";

interface Holder {
  readonly resource: CustomResource;
  readonly name: string;
  /** Place among the resources of the program. */
  readonly place: number;
}

/** What is known so far about which resource of a program holds what. */
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
 * Warns, at the later of two resources of a program, that both manage the same thing at Stytch. The
 * provider refuses a second one that is new, but it does not know the names of the resources, and states
 * of earlier versions may contain both.
 *
 * @param type name of the class, since each class has its own ids.
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
      `${second?.name} and ${first?.name} both manage ${id}, so they overwrite each other's changes. ` +
      "Remove one of the two from the program; the other keeps it.";
    void warn(text, second?.resource);
  });
}
