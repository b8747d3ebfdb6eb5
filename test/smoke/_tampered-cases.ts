import type { CheckId, ClientType } from "../../smoke/src/index.ts";
import type { Passing } from "./_wire.ts";

const TOKEN = "POST /v1/oauth2/token";
const INTROSPECT = "POST /v1/oauth2/introspect";
export const AUTHORIZE = "POST /v1/idp/oauth/authorize";
const EXCHANGE = "POST /v1/sessions/exchange_access_token";
const AUTHENTICATE = "POST /v1/sessions/authenticate";
const OTHER_ID = "user-test-11111111-2222-4333-8444-555555555555";
const ANOTHER_REASON = /was refused, but for another reason: /;

/** What a server gets wrong, and which check has to see it. */
interface Case {
  readonly check: CheckId;
  readonly name: string;
  readonly change: (passing: Passing) => void;
  readonly reason: RegExp;
  readonly clientType?: ClientType;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Changes the part of a body at a path, where the route is right. */
export function at(route: string, path: string[], value: unknown) {
  return (passing: Passing) => {
    if (passing.route !== route || passing.status >= 300) return;
    let part: Record<string, unknown> = passing.body;
    for (const key of path.slice(0, -1)) part = part[key] as Record<string, unknown>;
    part[path.at(-1) ?? ""] = value;
  };
}

/** Changes where the redirect of an authorization goes. */
function redirected(from: string, to: string) {
  return (passing: Passing) => {
    const { redirect_uri: uri } = passing.body;
    if (typeof uri === "string") passing.body.redirect_uri = uri.replace(from, to);
  };
}

/** Changes the reason of a refusal alone. */
function refusedWith(route: string, error: string) {
  return (passing: Passing) => {
    if (passing.route !== route || passing.status < 400) return;
    passing.body[passing.body.error === undefined ? "error_type" : "error"] = error;
  };
}

export const noFullAccess = { full_access_allowed: false };

export const CASES: readonly Case[] = [
  {
    check: "credentials",
    name: "the credentials are of another project",
    change: at("GET /v1/debug/whoami", ["project_id"], "project-test-other"),
    reason: /^The credentials belong to project-test-other, not to project-test-/,
  },
  {
    check: "authorize-start",
    name: "one of the scopes cannot be granted",
    change: (passing) => {
      const scopes = passing.body.scope_results as { scope: string; is_grantable: boolean }[];
      for (const one of scopes ?? []) one.is_grantable = one.scope !== "offline_access";
    },
    reason: /^The client cannot be granted offline_access for this subject\.$/,
  },
  {
    check: "authorize",
    name: "the code of the redirect is another",
    change: (passing) => {
      if (passing.route === AUTHORIZE && passing.body.authorization_code) {
        passing.body.authorization_code = "another";
      }
    },
    reason: /does not carry the code/,
  },
  {
    check: "authorize",
    name: "the redirect carries an error",
    change: at(AUTHORIZE, ["redirect_uri"], "https://app.example.com/callback?error=server_error"),
    reason: /refused with server_error\.$/,
  },
  {
    check: "authorize",
    name: "the redirect is not a URL",
    change: at(AUTHORIZE, ["redirect_uri"], "nowhere"),
    reason: /does not carry the code/,
  },
  ...[
    ["another host", "app.example.com", "evil.example.com"] as const,
    ["a longer path", "/callback", "/callback-of-another"] as const,
    ["a user and port", "app.example.com", "me@app.example.com:8443"] as const,
    ["the URL without its query", "tenant=1&", ""] as const,
  ].map(
    ([name, from, to]): Case => ({
      check: "authorize",
      name: `the redirect goes to ${name}`,
      fields: { redirect_urls: ["https://app.example.com/callback?tenant=1"] },
      change: redirected(from, to),
      reason: /goes to an address other than/,
    }),
  ),
  {
    check: "token",
    name: "the token type is another",
    change: at(TOKEN, ["token_type"], "mac"),
    reason: /token type is mac, not bearer/,
  },
  {
    check: "token",
    name: "a scope is not granted",
    change: at(TOKEN, ["scope"], "openid offline_access"),
    reason: /granted without .*full_access/,
  },
  {
    check: "token",
    name: "the ID token is missing",
    change: at(TOKEN, ["id_token"], undefined),
    reason: /lacks the ID token/,
  },
  {
    check: "token",
    name: "the refresh token is missing",
    change: at(TOKEN, ["refresh_token"], undefined),
    reason: /lacks the refresh token/,
  },
  {
    check: "introspect",
    name: "the client is another",
    change: at(INTROSPECT, ["client_id"], "connected-app-test-other"),
    reason: /another client or subject/,
  },
  {
    check: "introspect",
    name: "the subject is another",
    change: at(INTROSPECT, ["sub"], OTHER_ID),
    reason: /another client or subject/,
  },
  {
    check: "introspect",
    name: "only refresh tokens are inactive",
    change: (passing) => {
      if (passing.body.token_type === "refresh_token") passing.body = { active: false };
    },
    reason: /calls a fresh refresh token inactive/,
  },
  {
    check: "introspect",
    name: "only access tokens are inactive",
    change: (passing) => {
      if (passing.body.token_type === "access_token") passing.body = { active: false };
    },
    reason: /calls a fresh access token inactive/,
  },
  {
    check: "introspect",
    name: "an invented token is active",
    change: at(INTROSPECT, ["active"], true),
    reason: /nvented token/,
  },
  {
    check: "session-exchange",
    name: "the session is of someone else",
    change: at(EXCHANGE, ["session", "user_id"], OTHER_ID),
    reason: /belongs to someone other/,
  },
  {
    check: "session-authenticate",
    name: "the token stands for another session",
    change: (passing) => {
      if (!/stytch_smoke/.test(JSON.stringify(passing.body))) return;
      at(AUTHENTICATE, ["session", "session_id"], "session-test-other")(passing);
    },
    reason: /a different session than the exchange named/,
  },
  {
    check: "session-authenticate",
    name: "the session is of someone else",
    change: (passing) => {
      if (!/stytch_smoke/.test(JSON.stringify(passing.body))) return;
      at(AUTHENTICATE, ["session", "user_id"], OTHER_ID)(passing);
    },
    reason: /a different session than the exchange named/,
  },
  {
    check: "session-exchange-refused",
    name: "the scope full_access is granted",
    fields: noFullAccess,
    change: (passing) => {
      if (passing.route !== TOKEN || passing.body.refresh_token !== undefined) return;
      at(TOKEN, ["scope"], "openid full_access")(passing);
    },
    reason: /was granted the scope full_access/,
  },
  {
    check: "session-exchange-refused",
    name: "the exchange is refused for another reason",
    fields: noFullAccess,
    change: refusedWith(EXCHANGE, "session_limit_reached"),
    reason: ANOTHER_REASON,
  },
  {
    check: "session-exchange-refused",
    name: "the authorization is refused for a reason beside the scope",
    fields: noFullAccess,
    change: (passing) => {
      if (!asksFullAccess(passing)) return;
      passing.status = 400;
      passing.body = { error_type: "oauth_invalid_redirect", error_message: "x", request_id: "r" };
    },
    reason: /400 oauth_invalid_redirect/,
  },
  {
    check: "token-wrong-secret-refused",
    name: "a wrong secret is refused for another reason",
    change: refusedWith(TOKEN, "invalid_grant"),
    reason: ANOTHER_REASON,
  },
  {
    check: "token-wrong-verifier-refused",
    name: "a wrong verifier is refused for another reason",
    change: (passing) => {
      if (/pkce/.test(JSON.stringify(passing.body))) refusedWith(TOKEN, "invalid_client")(passing);
    },
    reason: ANOTHER_REASON,
  },
  {
    check: "code-replay-refused",
    name: "a used code is refused for another reason",
    change: (passing) => {
      if (/used before/.test(JSON.stringify(passing.body)))
        refusedWith(TOKEN, "invalid_client")(passing);
    },
    reason: ANOTHER_REASON,
  },
  {
    check: "session-exchange-replay-refused",
    name: "a used access token is refused for another reason",
    change: refusedWith(EXCHANGE, "session_limit_reached"),
    reason: ANOTHER_REASON,
  },
  {
    check: "session-authenticate",
    name: "a revoked session is refused for another reason",
    change: refusedWith(AUTHENTICATE, "user_not_found"),
    reason: ANOTHER_REASON,
  },
  {
    check: "authorize-wrong-redirect-refused",
    name: "a wrong redirect is refused for another reason",
    change: refusedWith(AUTHORIZE, "invalid_scope"),
    reason: ANOTHER_REASON,
  },
  {
    check: "authorize-without-pkce-refused",
    name: "a missing challenge is refused for another reason",
    clientType: "first_party_public",
    change: (passing) => {
      if (/pkce/.test(JSON.stringify(passing.body)))
        refusedWith(AUTHORIZE, "invalid_scope")(passing);
    },
    reason: ANOTHER_REASON,
  },
  {
    check: "authorize-without-pkce-refused",
    name: "there is neither a code nor an error",
    clientType: "first_party_public",
    change: (passing) => {
      if (passing.route !== AUTHORIZE || !/pkce/.test(JSON.stringify(passing.body))) return;
      passing.status = 200;
      passing.body = { redirect_uri: "https://app.example.com/callback", status_code: 200 };
    },
    reason: /neither a code nor an error/,
  },
  {
    check: "refresh",
    name: "a used refresh token is refused for another reason",
    clientType: "first_party_public",
    change: refusedWith(TOKEN, "invalid_client"),
    reason: ANOTHER_REASON,
  },
  {
    check: "revoke",
    name: "a revoked refresh token is refused for another reason",
    change: refusedWith(TOKEN, "invalid_client"),
    reason: ANOTHER_REASON,
  },
  {
    check: "revoke",
    name: "the second login gives no refresh token",
    change: (passing) => {
      if (passing.body.scope === "openid offline_access")
        at(TOKEN, ["refresh_token"], undefined)(passing);
    },
    reason: /second login gave no refresh token/,
  },
];

export function asksFullAccess({ route, asked }: Passing): boolean {
  return route === AUTHORIZE && asked.includes('"openid","full_access"]');
}
