import type { Markup } from "./layout.ts";
import type { Scene } from "./scene.ts";
import type { Cell } from "./table.ts";

/** A column of a list by whose values the list can be narrowed down. */
export interface Filter<T> {
  /** Its parameter in the address of the list. */
  name: string;
  label: string;
  of(thing: T, scene: Scene): string;
}

/** What the lists of all kinds share, and how they differ. */
export interface Kind<T> {
  /** Of the list, below `/_emulator/`. */
  path: string;
  title: string;
  columns: readonly string[];
  /** The oldest first. */
  all(scene: Scene): readonly T[];
  find(scene: Scene, id: string): T | undefined;
  idOf(thing: T): string;
  /** One cell for each column; the first one leads to the page about the thing. */
  row(thing: T, scene: Scene): [string, ...Cell[]];
  /** What a search looks at. */
  texts(thing: T, scene: Scene): string[];
  filters: readonly Filter<T>[];
  detail(thing: T, scene: Scene): Markup;
}
