import type { TestProject } from "vitest/node";
import { type Engine, provideEngine } from "../../tools/pulumi/src/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the engine; undefined for the one on `PATH`. */
    engineRoot: string | undefined;
    engine: Engine;
  }
}

/** Finds or makes the engine once, before any test that needs it. */
export default async function setup(project: TestProject): Promise<void> {
  const engine = await provideEngine();
  project.provide("engineRoot", engine.root);
  project.provide("engine", engine);
}
