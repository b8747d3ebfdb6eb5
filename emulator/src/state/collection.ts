/** Something that is kept under its own id. */
export interface Entity {
  id: string;
}

/** The entities of one kind in one project, in the order in which they were added. */
export interface Collection<T extends Entity> {
  get(id: string): T | undefined;
  /** Adds at the end. */
  add(entity: T): void;
  /** Replaces the entity with the same id; does nothing if there is none. */
  replace(entity: T): void;
  /** Does nothing if there is no such entity. */
  remove(id: string): void;
  /** One change, however many pass the test. */
  removeAll(test: (entity: T) => boolean): void;
  find(test: (entity: T) => boolean): T | undefined;
  filter(test: (entity: T) => boolean): T[];
  all(): T[];
  /** What a state file keeps; `createCollection` takes it back. */
  entries(): T[];
}

/** @param changed Called after every change. */
export function createCollection<T extends Entity>(
  initial: readonly T[],
  changed: () => void,
): Collection<T> {
  const byId = new Map(initial.map((entity) => [entity.id, entity]));
  const all = () => [...byId.values()];
  return {
    get: (id) => byId.get(id),
    add(entity) {
      if (byId.has(entity.id)) throw new Error(`${entity.id} is already there`);
      byId.set(entity.id, entity);
      changed();
    },
    replace(entity) {
      if (!byId.has(entity.id)) return;
      byId.set(entity.id, entity);
      changed();
    },
    remove(id) {
      if (byId.delete(id)) changed();
    },
    removeAll(test) {
      const found = all().filter(test);
      for (const { id } of found) byId.delete(id);
      if (found.length > 0) changed();
    },
    find(test) {
      for (const entity of byId.values()) if (test(entity)) return entity;
      return undefined;
    },
    filter: (test) => all().filter(test),
    all,
    entries: all,
  };
}
