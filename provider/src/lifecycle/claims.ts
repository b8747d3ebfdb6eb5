/** A name of something on the server, as `id connected-app-…`: two resources must not share it. */
export type Key = string;

/** What is known of another resource that has the same: it is new, or has the thing with this id. */
export type OtherHolder = "new" | { readonly id: string };

/**
 * What one process of the engine learns of which resource holds what. A process serves one command,
 * and every resource of the program passes its check and, if the state has it, its diff, in any order.
 */
export class Claims {
  /** By which id a resource that exists and stays has what, or that it is new. */
  readonly #held = new Map<Key, OtherHolder>();
  /** Of resources that a check has shown to be new. */
  readonly #announced = new Set<Key>();
  /** Resources that are replaced, which are checked a second time, as new ones. */
  readonly #replaced = new Map<Key, number>();
  /** What creates took over, and what they made. */
  readonly #taken = new Set<Key>();
  readonly #made = new Set<Key>();

  /** @returns the other resource of the program that has the key, or is to get it. */
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
   * @returns the new resource of the program that is to get one of them.
   */
  hold(keys: readonly Key[], holder: OtherHolder): OtherHolder | undefined {
    for (const key of keys) this.#held.set(key, holder);
    return keys.some((key) => this.#announced.has(key)) ? "new" : undefined;
  }

  /** A replaced resource may take over what it has. */
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

  /** Undoes a `take` whose create came to nothing. */
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
