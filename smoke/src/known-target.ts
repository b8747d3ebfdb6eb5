import type { RegisteredClient } from "./stytch/clients.ts";
import type { ReadyTarget, Vertical } from "./target.ts";

/** The client as the checks see it. */
export interface KnownApp {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** Undefined until it is declared or read. */
  readonly clientType: string | undefined;
  readonly redirectUrls: readonly string[];
  readonly fullAccessAllowed: boolean;
  readonly bypassConsentForOfflineAccess: boolean;
  /** Minutes. */
  readonly accessTokenExpiryMinutes: number;
  readonly accessTokenCustomAudience: string;
  readonly accessTokenTemplateContent: string;
  readonly idTokenTemplateContent: string;
}

/** What is known of the target so far: what was declared, completed by what the project says. */
export interface KnownTarget {
  readonly vertical: Vertical | undefined;
  readonly app: KnownApp;
}

/** @param registered undefined until it was read; equal to what was declared from then on. */
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
      // The order of the declaration counts: the first URL is used.
      redirectUrls: app.redirectUrls ?? registered?.redirectUrls ?? [],
      fullAccessAllowed: registered?.fullAccessAllowed ?? app.fullAccessAllowed ?? false,
      bypassConsentForOfflineAccess:
        registered?.bypassConsentForOfflineAccess ?? app.bypassConsentForOfflineAccess ?? false,
      accessTokenExpiryMinutes:
        registered?.accessTokenExpiryMinutes ?? app.accessTokenExpiryMinutes ?? 60,
      accessTokenCustomAudience:
        registered?.accessTokenCustomAudience ?? app.accessTokenCustomAudience ?? "",
      accessTokenTemplateContent:
        registered?.accessTokenTemplateContent ?? app.accessTokenTemplateContent ?? "",
      idTokenTemplateContent:
        registered?.idTokenTemplateContent ?? app.idTokenTemplateContent ?? "",
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
