import { expect } from "vitest";
import type {
  SecretOutputs,
  SecretVersions,
} from "../../../../provider/src/connected-app/model.ts";
import { rotateSecret } from "../../../../provider/src/connected-app/rotation/run.ts";
import { NOW_TEXT, STILL } from "../../_operations.ts";
import { type SecretServer, secretServer } from "./_secret-server.ts";

export const AT_REST: SecretOutputs = {
  clientSecret: "secret-1",
  clientSecretLastFour: "et-1",
  secretRotatedAt: "2020-01-02T03:04:05.678Z",
};
export const ROTATING: SecretOutputs = {
  ...AT_REST,
  nextSecretVersion: "2",
  nextClientSecret: "secret-2",
  nextClientSecretLastFour: "et-2",
  secretRotationStartedAt: "2020-02-03T04:05:06.789Z",
};

/** Every step: from what is known, to what is wanted, by which calls. */
export const STEPS = {
  start: { known: AT_REST, desired: { nextSecretVersion: "2" }, calls: ["start"] },
  restart: { known: ROTATING, desired: { nextSecretVersion: "3" }, calls: ["cancel", "start"] },
  cancel: { known: ROTATING, desired: {}, calls: ["cancel"] },
  complete: { known: ROTATING, desired: { secretVersion: "2" }, calls: ["complete"] },
  cut: { known: AT_REST, desired: { secretVersion: "2" }, calls: ["start", "complete"] },
} satisfies Record<string, { known: SecretOutputs; desired: SecretVersions; calls: string[] }>;

export type Step = keyof typeof STEPS;
export const NAMES = Object.keys(STEPS) as Step[];

/** A server that stands where a step begins. */
export function serverAt(known: SecretOutputs): SecretServer {
  const server = secretServer();
  if (known.nextClientSecret === undefined) return server;
  const rotating = secretServer(["secret-1", "secret-3", "secret-4", "secret-5", "secret-6"]);
  rotating.next = "secret-2";
  return rotating;
}

export function rotate(server: SecretServer, known: SecretOutputs, desired: SecretVersions) {
  return rotateSecret({ api: server.api, clock: STILL }, server.app(), known, desired);
}

/** What a program and the state must hold once a step is done, told by what the server holds. */
export function expected(step: Step, server: SecretServer): SecretOutputs {
  const { desired } = STEPS[step];
  const isCurrentNew = step === "complete" || step === "cut";
  return {
    ...desired,
    clientSecret: server.current,
    clientSecretLastFour: server.current.slice(-4),
    secretRotatedAt: isCurrentNew ? NOW_TEXT : (AT_REST.secretRotatedAt ?? ""),
    ...(server.next !== "" && {
      nextClientSecret: server.next,
      nextClientSecretLastFour: server.next.slice(-4),
      secretRotationStartedAt: NOW_TEXT,
    }),
  };
}

/** A secret that the server takes for the current one and the state does not have is lost. */
export function expectCurrentKept(
  server: SecretServer,
  { clientSecret, nextClientSecret }: SecretOutputs,
) {
  expect([clientSecret, nextClientSecret]).toContain(server.current);
}
