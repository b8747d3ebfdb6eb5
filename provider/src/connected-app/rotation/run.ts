import { isDeepStrictEqual } from "node:util";
import type { Project } from "../../lifecycle/lifecycle.ts";
import type { ConnectedApp } from "../../stytch/api.ts";
import { StytchApiError, StytchRequestError } from "../../stytch/errors.ts";
import { type CodedError, isStytchError } from "../../stytch-error.ts";
import { looksAfter } from "../looks.ts";
import type { SecretOutputs, SecretVersions } from "../model.ts";
import {
  FIRST_VERSION,
  NEXT_SECRET_LOST,
  nextStep,
  planRotation,
  type Rotation,
  RotationError,
  type RotationGoal,
  type RotationStep,
  type ServerSecrets,
} from "./plan.ts";
import { hidesSecrets, lastFour, promoted, reconcileSecrets, serverSecrets } from "./secrets.ts";

/** How far a rotation got. */
export interface RotationOutcome {
  readonly app: ConnectedApp;
  readonly secrets: SecretOutputs;
  /** What stopped it; another run continues from here, or from whatever state the server is in. */
  readonly problem?: CodedError;
}

/** A hard cut takes four calls where a next secret is in the way. */
const MOST_CALLS = 8;
const MOST_LOST_RESPONSES = 2;

const DISTURBED =
  "the rotation makes no progress: someone else seems to be rotating the secret of this client. " +
  "Run the command again when they are done.";

/**
 * Brings a client's secrets to the desired versions. What the server has decides each step, so
 * the next run continues one that was interrupted anywhere.
 *
 * @param app the client as the server just returned it.
 * @param known the secrets as they were remembered before that response.
 */
export async function rotateSecret(
  project: Project,
  app: ConnectedApp,
  known: SecretOutputs,
  desired: SecretVersions,
): Promise<RotationOutcome> {
  const run = new RotationRun(project, app, known);
  try {
    const rotation = planRotation(known, desired);
    for (const { goal, version } of stagesOf(rotation, desired)) await run.reach(goal, version);
    return rotation === "none" ? run.outcome() : run.outcome(desired);
  } catch (error) {
    if (!isStytchError(error)) throw error;
    return { ...run.outcome(), problem: error };
  }
}

/** Stands for a next secret that the server has and does not show; no secret ends like this. */
const UNKNOWN_NEXT = "?";

const HIDDEN_END =
  "Stytch reports that this client has no rotation in progress, and does not show which of its secrets is valid: someone else " +
  "completed or cancelled the rotation. Set secretVersion back and remove nextSecretVersion, and run the command; " +
  "then change secretVersion to get a new secret.";

const isRunning = (error: unknown) => isRefusal(error, "connected_app_already_rotating_secret");
const isAtRest = (error: unknown) => isRefusal(error, "connected_app_not_rotating_secret");

function isRefusal(error: unknown, errorType: string): boolean {
  return error instanceof StytchApiError && error.errorType === errorType;
}

type Call = Exclude<RotationStep, "done" | "lost">;

interface Stage {
  readonly goal: RotationGoal;
  /** Of the secret that is created, or already waits, on the way there. */
  readonly version: string;
}

/** What to reach, one after the other. */
function stagesOf(
  rotation: Rotation,
  { secretVersion: version = FIRST_VERSION, nextSecretVersion }: SecretVersions,
): Stage[] {
  const cut: Stage[] = [
    { goal: "next", version },
    { goal: "promoted", version },
  ];
  const start: Stage[] =
    nextSecretVersion === undefined ? [] : [{ goal: "next", version: nextSecretVersion }];
  switch (rotation) {
    case "none":
      return [];
    case "start":
    case "restart":
      return start;
    case "cancel":
      return [{ goal: "alone", version }];
    case "complete":
      return [{ goal: "promoted", version }];
    case "cut":
      return cut;
    case "renew":
      return [...cut, ...start];
  }
}

class RotationRun {
  readonly #project: Project;
  #app: ConnectedApp;
  #secrets: SecretOutputs;
  /** The next secret, created before this run or by it. */
  #next: string | undefined;
  #calls = 0;
  #lostResponses = 0;
  #hasLostComplete = false;
  /** Whether the server never shows last four characters, so that only its refusals show what it has. */
  #isHiding: boolean;
  /** What the server has shown of the secrets until now. */
  readonly #views: ServerSecrets[];

  constructor(project: Project, app: ConnectedApp, known: SecretOutputs) {
    this.#project = project;
    this.#app = app;
    this.#secrets = reconcileSecrets(app, known, project.clock.now());
    this.#next = known.nextClientSecret;
    this.#isHiding = hidesSecrets(app);
    this.#views = [serverSecrets(app)];
  }

  /** @param versions those that the secrets have now, if not as they were. */
  outcome(versions: SecretVersions = this.#secrets): RotationOutcome {
    const { secretVersion, nextSecretVersion } = versions;
    const { secretVersion: _, nextSecretVersion: __, ...secrets } = this.#secrets;
    return {
      app: this.#app,
      secrets: {
        ...secrets,
        ...(secretVersion !== undefined && { secretVersion }),
        ...(nextSecretVersion !== undefined && { nextSecretVersion }),
      },
    };
  }

  /**
   * @param version of the secret that the goal is about.
   * @throws RotationError, or the errors of StytchApi.
   */
  async reach(goal: RotationGoal, version: string): Promise<void> {
    if (goal === "next") this.#next = undefined;
    for (;;) {
      const held = this.#next && lastFour(this.#next);
      const step = nextStep(goal, this.#server(), held);
      if (step === "done") return;
      if (step === "lost") throw new RotationError(NEXT_SECRET_LOST);
      await this.#take(step, version);
    }
  }

  /** Makes one call; if its response is lost, checks what became of it. */
  async #take(step: Call, version: string): Promise<void> {
    this.#calls += 1;
    if (this.#calls > MOST_CALLS) throw new RotationError(DISTURBED);
    try {
      await this.#call(step, version);
    } catch (error) {
      if (this.#isHiding && isRunning(error)) return this.#noteNext(UNKNOWN_NEXT);
      if (this.#isHiding && isAtRest(error)) return this.#noteRest(step);
      const isLost = error instanceof StytchRequestError && error.mayHaveTakenEffect;
      if (isLost && step === "cancel") this.#forgetNext();
      if (!isLost || this.#lostResponses >= MOST_LOST_RESPONSES) throw error;
      this.#lostResponses += 1;
      this.#hasLostComplete ||= step === "complete";
      await this.#look(error);
      if (this.#isHiding && step === "cancel") this.#noteNext(UNKNOWN_NEXT);
    }
  }

  #noteNext(nextClientSecretLastFour: string): void {
    this.#app = { ...this.#app, nextClientSecretLastFour };
  }

  /** What it means that no rotation runs, where the server shows no secrets. */
  #noteRest(step: Call): void {
    if (step !== "complete") this.#forgetNext();
    else if (this.#hasLostComplete) {
      this.#secrets = promoted(this.#secrets, this.#project.clock.now());
      this.#app = { ...this.#app, clientSecretLastFour: lastFour(this.#next ?? "") };
    } else throw new RotationError(HIDDEN_END);
    this.#noteNext("");
  }

  /**
   * Looks until the call has taken effect, or no longer is likely to: a late one would undo
   * the steps after it. A read that lags may repeat what was seen before, which proves nothing.
   */
  async #look(lost: StytchRequestError): Promise<void> {
    const { api, clock } = this.#project;
    for (const waitMs of looksAfter(lost)) {
      if (waitMs > 0) await clock.wait(waitMs);
      const app = await api.getConnectedApp(this.#app.clientId);
      const isNew = !this.#views.some((view) => isDeepStrictEqual(view, serverSecrets(app)));
      if (isNew) return this.#see(app);
    }
  }

  async #call(step: Call, version: string): Promise<void> {
    const { api, clock } = this.#project;
    const { clientId } = this.#app;
    switch (step) {
      case "start": {
        const { nextClientSecret, ...app } = await api.startSecretRotation(clientId);
        this.#next = nextClientSecret;
        this.#secrets = { ...this.#secrets, ...started(nextClientSecret, version, clock.now()) };
        return this.#see({ ...app, nextClientSecretLastFour: lastFour(nextClientSecret) });
      }
      case "cancel": {
        const app = await api.cancelSecretRotation(clientId);
        this.#forgetNext();
        return this.#see(app);
      }
      case "complete": {
        const app = await api.completeSecretRotation(clientId);
        this.#secrets = promoted(this.#secrets, clock.now());
        return this.#see({ ...app, clientSecretLastFour: lastFour(this.#next ?? "") });
      }
    }
  }

  /** It may be revoked: a program that returns to its version must get another one. */
  #forgetNext(): void {
    const {
      nextClientSecret: _,
      nextClientSecretLastFour: __,
      secretRotationStartedAt: ___,
      ...secrets
    } = this.#secrets;
    this.#secrets = secrets;
  }

  /** The known secrets, where the server does not show which ones it has. */
  #server(): ServerSecrets {
    if (!hidesSecrets(this.#app)) return serverSecrets(this.#app);
    const { clientSecret = "", nextClientSecretLastFour = "" } = this.#secrets;
    return { current: lastFour(clientSecret), next: nextClientSecretLastFour };
  }

  #see(app: ConnectedApp): void {
    this.#views.push(serverSecrets(app));
    this.#app = app;
    this.#secrets = reconcileSecrets(app, this.#secrets, this.#project.clock.now());
  }
}

function started(nextClientSecret: string, nextSecretVersion: string, now: Date): SecretOutputs {
  return {
    nextClientSecret,
    nextSecretVersion,
    secretRotationStartedAt: now.toISOString(),
  };
}
