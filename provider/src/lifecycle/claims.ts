/** A name of something on the server, as `id connected-app-…`: two resources must not share it. */
export type Key = string;

/**
 * What one process of the engine learns of which resource holds what. A process serves one command,
 * and every resource of the program passes its check and, if the state has it, its diff, in any order.
 */
export class Claims {
  /** Of resources that exist and stay. */
  readonly #held = new Set<Key>();
  /** Of resources that a check has shown to be new. */
  readonly #announced = new Set<Key>();
  /** Resources that are replaced, which are checked a second time, as new ones. */
  readonly #replaced = new Map<Key, number>();
  /** What creates took over, and what they made. */
  readonly #taken = new Set<Key>();
  readonly #made = new Set<Key>();

  /** @returns false if another resource of the program has the key, or is to get it. */
  announce(key: Key): boolean {
    const again = this.#replaced.get(key) ?? 0;
    if (again > 0) {
      this.#replaced.set(key, again - 1);
      return true;
    }
    if (this.#held.has(key) || this.#announced.has(key)) return false;
    this.#announced.add(key);
    return true;
  }

  /** @returns false if a new resource of the program is to get one of the keys. */
  hold(keys: readonly Key[]): boolean {
    for (const key of keys) this.#held.add(key);
    return !keys.some((key) => this.#announced.has(key));
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
