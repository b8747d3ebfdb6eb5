import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { isThirdParty } from "../known-target.ts";
import { adviceOnScopes, commandForClient } from "../look.ts";
import { mainScopes, redirectUrlOf } from "../oauth/grant.ts";
import { startAuthorization } from "../stytch/authorize.ts";

/** @see https://stytch.com/docs/b2b/guides/connected-apps/consent-management */
export const authorizeStart: Check = {
  id: "authorize-start",
  title: "An authorization can start: scopes are grantable, consent is asked for when due",
  needs: ["subject"],
  applies: () => true,
  async run(context) {
    const { call, findings, target } = context;
    const known = context.known();
    const scopes = mainScopes(context);
    const start = await startAuthorization(call, findings.get("vertical"), {
      clientId: target.app.clientId,
      redirectUrl: redirectUrlOf(context),
      scopes,
      session: findings.get("subject").credential,
    });
    const missing = scopes.filter((scope) => !start.grantable.includes(scope));
    if (missing.length > 0) {
      throw new CheckFailure(
        `The client cannot be granted ${missing.join(", ")} for this subject.`,
        adviceOnScopes(context, missing),
      );
    }
    const bypass = !isThirdParty(known) && known.app.bypassConsentForOfflineAccess;
    if (start.consentRequired && bypass) {
      throw new CheckFailure(
        "The subject is asked for consent, although the client may bypass it.",
        "The project holds bypassConsentForOfflineAccess, so no deployment can change this: run the smoke test again in a minute, and ask Stytch if it persists.",
      );
    }
    // Stytch need not ask someone again who has consented before, so only a new subject proves it.
    if (!start.consentRequired && !bypass && findings.get("subject").temporary) {
      throw new CheckFailure(
        "The subject is not asked for consent, although the client needs it.",
        `The project said bypass_consent_for_offline_access: ${known.app.bypassConsentForOfflineAccess} and client_type: ${known.app.clientType}; if it still does (${commandForClient(context)}), ask Stytch.`,
      );
    }
    return { scopes, consentRequired: start.consentRequired };
  },
};
