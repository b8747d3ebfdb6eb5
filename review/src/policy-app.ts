import {
  differs,
  ORGANIZATION_DEFAULTS,
  SERVER_DEFAULTS,
} from "pulumi-stytch-connected-apps/lifecycle";
import type { ConnectedApp } from "pulumi-stytch-connected-apps-policy/rules";
import type { Client, ClientRef } from "./client.ts";
import { holdsUnseen, isUnseen } from "./meaning/value.ts";

/** What reading a value throws that a rule cannot judge, since it is not known or a secret. */
export class UnseenValueError extends Error {
  override readonly name = "UnseenValueError";
}

/** A client as the rules of the policy package see it: what was set, and nothing where it cannot be seen. */
export function policyApp(
  ref: ClientRef,
  client: Client,
  environment: ConnectedApp["environment"],
): ConnectedApp {
  const defaults: Readonly<Record<string, unknown>> = {
    ...SERVER_DEFAULTS,
    ...ORGANIZATION_DEFAULTS,
  };
  const set = Object.entries(client.fields).filter(
    ([name, value]) => value !== undefined && differs(value, defaults[name], isUnseen),
  );
  const properties = { ...Object.fromEntries(set), ...client.local, ...client.secrets };
  return {
    type: ref.type,
    kind: ref.resource,
    name: ref.name,
    urn: ref.urn,
    properties: guarded(properties) as Record<string, unknown>,
    environment,
    options: {
      protect: client.isProtected,
      additionalSecretOutputs: client.secretOutputs,
    },
  };
}

/** A value, or a copy that throws where something is read that cannot be seen. */
function guarded(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !holdsUnseen(value)) return value;
  const copy: object = Array.isArray(value) ? [] : {};
  for (const [key, member] of Object.entries(value)) {
    Object.defineProperty(copy, key, {
      enumerable: true,
      configurable: true,
      ...(isUnseen(member)
        ? {
            get() {
              throw new UnseenValueError("The value cannot be seen.");
            },
          }
        : { value: guarded(member) }),
    });
  }
  return copy;
}
