import type { Lifecycle } from "../lifecycle.ts";
import { destructionProblem } from "./destruction.ts";
import { checkConnectedApp } from "./inputs.ts";
import type { ConnectedAppInputs, ConnectedAppOutputs } from "./model.ts";
import {
  createConnectedApp,
  deleteConnectedApp,
  readConnectedApp,
  updateConnectedApp,
} from "./operations.ts";
import { diffConnectedApp } from "./plan.ts";
import { heldKeys, previewTakeOver, takeOverOf } from "./take-over.ts";

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
