import type { Lifecycle } from "../lifecycle/lifecycle.ts";
import { heldKeys, plannedAdoption } from "./adopt/planned-adoption.ts";
import { destructionProblem } from "./destruction.ts";
import { diffConnectedApp } from "./diff.ts";
import { expectedConnectedApp } from "./expected.ts";
import { checkConnectedApp } from "./inputs/check.ts";
import type { ConnectedAppInputs, ConnectedAppOutputs } from "./model.ts";
import { connectedAppOperations } from "./operations.ts";

export const connectedAppLifecycle: Lifecycle<ConnectedAppInputs, ConnectedAppOutputs> = {
  check: checkConnectedApp,
  diff: diffConnectedApp,
  expected: expectedConnectedApp,
  copiesOfInputs: ["requestedFields"],
  operationsOn: connectedAppOperations,
  plannedAdoption,
  heldKeys,
  destructionProblem,
};
