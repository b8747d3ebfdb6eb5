import { randomBytes } from "node:crypto";
import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { accepted } from "../refusals.ts";

/** @see https://www.rfc-editor.org/rfc/rfc7662 */
export const introspect: Check = {
  id: "introspect",
  title: "Introspection knows the tokens, and only those",
  needs: ["token"],
  applies: () => true,
  async run(context) {
    const { findings, known, secrets } = context;
    const oauth = findings.get("oauth");
    const { accessToken, refreshToken = "" } = findings.get("tokens");
    const access = await oauth.introspect(accessToken, "access_token");
    const refresh = await oauth.introspect(refreshToken, "refresh_token");
    if (!access.active || !refresh.active) {
      throw new CheckFailure(
        `Introspection calls a fresh ${access.active ? "refresh" : "access"} token inactive.`,
        "Make sure that the introspection endpoint belongs to the project, and that consent was not revoked meanwhile.",
      );
    }
    if (
      access.client_id !== known().app.clientId ||
      access.sub !== findings.get("subject").subjectId
    ) {
      throw new CheckFailure(
        "Introspection names another client or subject than the token.",
        "Do not rely on introspection until this is fixed, and ask Stytch.",
      );
    }
    const invented = randomBytes(32).toString("base64url");
    secrets.add(invented);
    const unknown = await oauth.introspect(invented, "access_token");
    if (unknown.active) {
      throw accepted(
        context,
        "An invented token was called active by introspection",
        "Do not rely on introspection until this is fixed, and ask Stytch.",
      );
    }
    return {
      accessTokenActive: access.active,
      refreshTokenActive: refresh.active,
      inventedTokenActive: unknown.active,
    };
  },
};
