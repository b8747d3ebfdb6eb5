/** A name of something on the server, such as `id connected-app-…`: two resources must not share it. */
export type Key = string;

/** What is known of another resource that has the same thing: it is new, or has the thing with this id. */
export type OtherHolder = "new" | { readonly id: string };

/**
 * What one process of the engine learns about which resource holds what. A process serves one command,
 * and checks every resource of the program and, if the state has it, diffs it, in any order.
 */
export class Claims {
  /** The resource that has each key: the id of one that exists and stays, or that it is new. */
  readonly #held = new Map<Key, OtherHolder>();
  /** Keys of resources that a check has shown to be new. */
  readonly #announced = new Set<Key>();
  /** Resources that are replaced, which are checked a second time, as new ones. */
  readonly #replaced = new Map<Key, number>();
  /** What creates have adopted, and what they have created. */
  readonly #taken = new Set<Key>();
  readonly #made = new Set<Key>();

  /** @returns the other resource of the program that has the key, or will get it. */
  announce(key: Key): OtherHolder | undefined {
    const again = this.#replaced.get(key) ?? 0;
    if (again > 0) {
      this.#replaced.set(key, again - 1);
      return undefined;
    }
    const other = this.#held.get(key) ?? (this.#announced.has(key) ? "new" : undefined);
    if (other === undefined) this.#announced.add(key);
    return other;
  }

  /**
   * @param holder the resource that has the keys.
   * @returns the new resource of the program that will get one of them.
   */
  hold(keys: readonly Key[], holder: OtherHolder): OtherHolder | undefined {
    for (const key of keys) this.#held.set(key, holder);
    return keys.some((key) => this.#announced.has(key)) ? "new" : undefined;
  }

  /** A replaced resource may adopt what it has. */
  replace(key: Key): void {
    this.#replaced.set(key, (this.#replaced.get(key) ?? 0) + 1);
  }

  made(key: Key): void {
    this.#made.add(key);
  }

  /** @returns false if another resource has the key. */
  take(key: Key): boolean {
    if (this.isHeld(key) || this.#made.has(key)) return false;
    this.#taken.add(key);
    return true;
  }

  /** Undoes a `take` whose create failed. */
  release(key: Key): void {
    this.#taken.delete(key);
  }

  isHeld(key: Key): boolean {
    return this.#held.has(key) || this.#taken.has(key);
  }
}

/** The key of a thing's id. */
export function keyOfId(id: string): Key {
  return `id ${id}`;
}
