import type { Store } from "../state/store.ts";
import { DEFAULT_HABITS, habitsProblem } from "./schema.ts";
import type { HabitName, HabitValue, HabitValues } from "./table.ts";

/** The habits of a running emulator, the same for both projects. */
export interface Habits {
  get<N extends HabitName>(name: N): HabitValue<N>;
  all(): HabitValues;
  /** Changes the habits that are named. @returns What is wrong with the whole; then nothing changes. */
  set(habits: Partial<HabitValues>): string | undefined;
  /** Returns to the habits that the emulator was started with. */
  reset(): void;
}

/**
 * @param started The habits that the emulator is started with, if not the defaults.
 * @param store Keeps what is set later.
 * @throws TypeError if these habits do not go together.
 */
export function createHabits(started: Partial<HabitValues>, store: Pick<Store, "habits">): Habits {
  const base = { ...DEFAULT_HABITS, ...started };
  const all = (): HabitValues => ({ ...base, ...store.habits.get() });
  const problem = habitsProblem(all());
  if (problem !== undefined) throw new TypeError(`habits: ${problem}`);
  return {
    get: (name) => all()[name],
    all,
    set(habits) {
      const problem = habitsProblem({ ...all(), ...habits });
      if (problem === undefined) store.habits.set({ ...store.habits.get(), ...habits });
      return problem;
    },
    reset() {
      store.habits.set({});
    },
  };
}
