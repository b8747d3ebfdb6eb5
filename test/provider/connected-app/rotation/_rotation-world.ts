import { createHash } from "node:crypto";
import { expect } from "vitest";
import { createStore, type Snapshot } from "../../../../emulator/src/state/store.ts";
import { connectedAppLifecycle as lifecycle } from "../../../../provider/src/connected-app/index.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
  SecretVersions,
} from "../../../../provider/src/connected-app/model.ts";
import {
  planRotation,
  type Rotation,
  RotationError,
} from "../../../../provider/src/connected-app/rotation/plan.ts";
import { isStytchError } from "../../../../provider/src/stytch-error.ts";
import { CLIENTS, createApi } from "../../../emulator/_api.ts";
import { appsOf } from "../../_operations.ts";
import { Death, type Disturbance, emulatedApi } from "../_emulated-api.ts";

const known = () => false;
const sha256 = (secret: string | undefined) =>
  secret === undefined ? undefined : createHash("sha256").update(secret).digest("hex");

/** What a program declares: the versions, and a field that changes with them. */
export interface Declared extends SecretVersions {
  readonly description?: string;
}

/** How an `up` ended: done, refused at the diff, stopped by an error, or without a trace. */
export type Ending = "done" | "refused" | "failed" | "died";

/** Everything that outlives a process: the server, the state, and what they are for. */
interface Saved {
  readonly server: Snapshot;
  readonly outputs: ConnectedAppOutputs;
  readonly declared: Declared;
  readonly id: string;
  readonly hasInitError: boolean;
  readonly mayBeStale: boolean;
}

/**
 * One client on an emulator, and a stack that declares it: the part of the engine that decides when
 * to call the provider and what to keep of its responses.
 */
export class World {
  readonly #store;
  readonly #emulator;
  readonly id: string;
  outputs: ConnectedAppOutputs;
  declared: Declared;
  /** The engine updates such a resource even where the diff is empty. */
  #hasInitError: boolean;
  /** Whether the server may hold other secrets than the state says, with no one having looked. */
  #mayBeStale: boolean;

  constructor(saved: Saved) {
    this.#store = createStore(structuredClone(saved.server));
    this.#emulator = createApi({}, { store: this.#store });
    this.outputs = { ...saved.outputs };
    this.declared = saved.declared;
    this.id = saved.id;
    this.#hasInitError = saved.hasInitError;
    this.#mayBeStale = saved.mayBeStale;
  }

  static async create(declared: Declared): Promise<World> {
    const store = createStore();
    const api = emulatedApi(createApi({}, { store }));
    const { id, outputs, problem } = await appsOf(api).create(inputsOf(declared));
    expect(problem).toBeUndefined();
    const server = store.snapshot();
    return new World({ server, outputs, declared, id, hasInitError: false, mayBeStale: false });
  }

  /** A separate world that continues from here. */
  fork(): World {
    return new World({
      server: this.#store.snapshot(),
      outputs: this.outputs,
      declared: this.declared,
      id: this.id,
      hasInitError: this.#hasInitError,
      mayBeStale: this.#mayBeStale,
    });
  }

  /** Hashes of the secrets that the server takes. */
  server(): { current: string | undefined; next: string | undefined } {
    const [app, ...others] = this.#store.of(this.#projectId()).connectedApps.entries();
    expect(others).toEqual([]);
    expect(app?.app.clientId).toBe(this.id);
    return { current: app?.app.secret?.sha256, next: app?.app.nextSecret?.sha256 };
  }

  /** Hashes of the secrets that the state holds. */
  held() {
    const { clientSecret, nextClientSecret } = this.outputs;
    return { current: sha256(clientSecret), next: sha256(nextClientSecret) };
  }

  /** What an `up` would do with the secrets; undefined if the diff refuses. */
  plan(): Rotation | undefined {
    try {
      return planRotation(this.outputs, this.declared);
    } catch (error) {
      if (error instanceof RotationError) return undefined;
      throw error;
    }
  }

  /** Whether only a refresh can show this stack that there is something to do. */
  needsRefresh(): boolean {
    return this.#mayBeStale && this.plan() === "none";
  }

  /** @param isWritten whether the engine lives long enough to write the state. */
  async up(
    disturbances: ReadonlyMap<number, Disturbance> = new Map(),
    isWritten = true,
  ): Promise<{ ending: Ending; problem?: Error | undefined }> {
    const inputs = inputsOf(this.declared);
    const rotation = this.plan();
    if (rotation === undefined) return { ending: "refused" };
    const { changes, replaces } = lifecycle.diff(this.outputs, inputs, known);
    expect(replaces).toEqual([]);
    if (changes.length === 0 && !this.#hasInitError) return { ending: "done" };
    const api = emulatedApi(this.#emulator, disturbances);
    try {
      const { outputs, problem } = await appsOf(api).update(this.id, this.outputs, inputs);
      if (!isWritten) throw new Death();
      this.outputs = outputs;
      this.#hasInitError = problem !== undefined;
      if (problem) return { ending: "failed", problem };
      if (rotation !== "none") this.#mayBeStale = false;
      return { ending: "done" };
    } catch (error) {
      if (rotation !== "none") this.#mayBeStale = true;
      if (error instanceof Death) return { ending: "died" };
      if (!isStytchError(error)) throw error;
      return { ending: "failed", problem: error };
    }
  }

  async refresh(): Promise<void> {
    const read = await appsOf(emulatedApi(this.#emulator)).read(this.id, this.outputs);
    if (read === undefined) throw new Error("the client is gone");
    this.outputs = read.outputs;
    this.#hasInitError = false;
    this.#mayBeStale = false;
  }

  /** A step that someone takes in the dashboard. @returns whether Stytch let them. */
  async elsewhere(step: "start" | "cancel" | "complete"): Promise<boolean> {
    const end = step === "complete" ? "" : `/${step}`;
    const path = `${CLIENTS}/${this.id}/secrets/rotate${end}`;
    const { status } = await this.#emulator.call("POST", path, {});
    this.#mayBeStale ||= status === 200;
    return status === 200;
  }

  /** Whether the client can sign in with a secret. */
  async authenticates(secret: string): Promise<boolean> {
    const form = new URLSearchParams({
      token: "none",
      client_id: this.id,
      client_secret: secret,
    });
    const headers = {
      authorization: "",
      "content-type": "application/x-www-form-urlencoded",
    };
    const { status } = await this.#emulator.call(
      "POST",
      "/v1/oauth2/introspect",
      form.toString(),
      headers,
    );
    expect([200, 401]).toContain(status);
    return status === 200;
  }

  #projectId(): string {
    return this.#emulator.app.projects.consumer.projectId;
  }
}

function inputsOf({ description, ...versions }: Declared): ConnectedAppInputs {
  return {
    clientType: "first_party",
    clientName: "model",
    ...(description !== undefined && { clientDescription: description }),
    ...versions,
  };
}
