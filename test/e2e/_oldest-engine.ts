import type { TestProject } from "vitest/node";
import { OLDEST_ENGINE, provideEngine } from "../../tools/pulumi/src/index.ts";

/** Finds or makes the oldest engine that users may have, before any test that needs it. */
export default async function setup(project: TestProject): Promise<void> {
  const engine = await provideEngine(OLDEST_ENGINE);
  project.provide("engineRoot", engine.root);
  project.provide("engine", engine);
}
