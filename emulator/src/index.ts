import "./supported-node.ts";

export { type AppSurroundings, createApp, type EmulatorApp } from "./app.ts";
export { type Clock, createClock } from "./clock.ts";
export {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type RunningProject,
} from "./emulator.ts";
export { HABITS, type HabitName, type HabitValues } from "./habits/table.ts";
export { BENDS, type Bend, MISBEHAVIOURS, type Misbehaviour } from "./misbehaviours.ts";
export type { AppOptions } from "./options.ts";
export { DEVELOPMENT_CREDENTIALS, LIVE_CREDENTIALS, type ProjectOverrides } from "./projects.ts";
export type { Seed } from "./seed/schema.ts";
export { SeedError } from "./seed/seed-error.ts";
export { ListenError } from "./server.ts";
export { StateFileError } from "./state/state-file.ts";
