import "../supported-node.ts";
import { smokeGate } from "./smoke-gate.ts";

/**
 * What the provider text of each stored smoke test loads. The name is part of every state ever
 * written; never rename it.
 */
export const smokeTest = smokeGate(process.env, (line) => console.log(line));
