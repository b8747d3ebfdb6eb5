import { type MutableValues, mapFields } from "./connected-app-fields.ts";
import type { RegisteredClient } from "./stytch/clients.ts";
import type { ReadyTarget, Vertical } from "./target.ts";

/** The client as the checks see it. */
export interface KnownApp extends MutableValues {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** Undefined until it is declared or read. */
  readonly clientType: string | undefined;
}

/** What is known about the target so far: what was declared, completed by what the project says. */
export interface KnownTarget {
  readonly vertical: Vertical | undefined;
  readonly app: KnownApp;
}

/** @param registered Undefined until it was read; from then on equal to what was declared. */
export function knownTarget(
  target: ReadyTarget,
  vertical: Vertical | undefined,
  registered: RegisteredClient | undefined,
): KnownTarget {
  const { app } = target;
  return {
    vertical: vertical ?? (target.vertical === "auto" ? undefined : target.vertical),
    app: {
      clientId: app.clientId,
      clientSecret: app.clientSecret || undefined,
      clientType: registered?.clientType ?? app.clientType,
      // All are of the types of the table, whichever of the three they come from.
      ...(mapFields((field, { kind, default: unset }) =>
        // The order of declared URLs counts: the test uses the first.
        kind === "urls"
          ? (app[field] ?? registered?.[field] ?? unset)
          : (registered?.[field] ?? app[field] ?? unset),
      ) as MutableValues),
    },
  };
}

/** Whether the client has no secret and must use PKCE. */
export function isPublic({ app }: KnownTarget): boolean {
  return app.clientType?.endsWith("_public") ?? false;
}

export function isThirdParty({ app }: KnownTarget): boolean {
  return app.clientType?.startsWith("third_party") ?? false;
}

/** Whether access tokens of the client may be exchanged for a session. */
export function mayExchange(target: KnownTarget): boolean {
  return !isThirdParty(target) && target.app.fullAccessAllowed;
}
