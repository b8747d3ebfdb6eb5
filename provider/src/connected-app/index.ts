import type { Lifecycle } from "../lifecycle/lifecycle.ts";
import { heldKeys, previewTakeOver, takeOverOf } from "./adopt/take-over.ts";
import { destructionProblem } from "./destruction.ts";
import { diffConnectedApp } from "./diff.ts";
import { checkConnectedApp } from "./inputs/check.ts";
import type { ConnectedAppInputs, ConnectedAppOutputs } from "./model.ts";
import {
  createConnectedApp,
  deleteConnectedApp,
  readConnectedApp,
  updateConnectedApp,
} from "./operations.ts";

export const connectedAppLifecycle: Lifecycle<ConnectedAppInputs, ConnectedAppOutputs> = {
  check: checkConnectedApp,
  diff: diffConnectedApp,
  create: createConnectedApp,
  takeOver: takeOverOf,
  previewTakeOver,
  heldKeys,
  read: readConnectedApp,
  update: updateConnectedApp,
  delete: deleteConnectedApp,
  destructionProblem,
};
