import type { Context } from "./context.ts";

/** The way an engine was found: on `PATH`, in the cache, by the official installer, or built by Go. */
export type EngineOrigin = "path" | "cache" | "installer" | "go";

/** A Pulumi engine that is ready to run, with a Node.js language host it will find. */
export interface Engine {
  /**
   * The installation folder: `bin/pulumi` is inside it. `undefined` for an engine on `PATH`, whose
   * folder may hold a foreign `node` too; `pulumiCommand(engine)` copes with both.
   */
  readonly root: string | undefined;
  /** Without a leading `v`, as in `3.276.0`. */
  readonly version: string;
  readonly origin: EngineOrigin;
  /** Absolute path of the `pulumi` executable. */
  readonly command: string;
}

/** Why a way gave no engine, as half a sentence without a full stop. */
export interface Lacking {
  readonly lacking: string;
}

/** One way to an engine. `provide` never throws for what it can foresee: it says what is lacking. */
export interface Way {
  readonly origin: EngineOrigin;
  /** What the way is, for the reader of an error. */
  readonly title: string;
  /** What a user can do to make this way work, as a sentence. */
  readonly remedy: string;
  provide(context: Context): Promise<Engine | Lacking>;
}

export function isLacking(outcome: Engine | Lacking): outcome is Lacking {
  return "lacking" in outcome;
}
