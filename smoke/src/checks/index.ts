import type { Check } from "../check.ts";
import { accessTokenClaims } from "./access-token-claims.ts";
import { authorize } from "./authorize.ts";
import { authorizeStart } from "./authorize-start.ts";
import { authorizeWithoutPkceRefused } from "./authorize-without-pkce-refused.ts";
import { authorizeWrongRedirectRefused } from "./authorize-wrong-redirect-refused.ts";
import { clientRegistered } from "./client-registered.ts";
import { codeReplayRefused } from "./code-replay-refused.ts";
import { credentials } from "./credentials.ts";
import { discovery } from "./discovery.ts";
import { idTokenClaims } from "./id-token-claims.ts";
import { introspect } from "./introspect.ts";
import { refresh } from "./refresh.ts";
import { revoke } from "./revoke.ts";
import { sessionAuthenticate } from "./session-authenticate.ts";
import { sessionExchange } from "./session-exchange.ts";
import { sessionExchangeRefused } from "./session-exchange-refused.ts";
import { sessionExchangeReplayRefused } from "./session-exchange-replay-refused.ts";
import { subject } from "./subject.ts";
import { token } from "./token.ts";
import { tokenWrongSecretRefused } from "./token-wrong-secret-refused.ts";
import { tokenWrongVerifierRefused } from "./token-wrong-verifier-refused.ts";

/** Every check, in the order in which they run: what a check needs comes before it. */
export const CHECKS: readonly Check[] = [
  credentials,
  clientRegistered,
  discovery,
  subject,
  authorizeStart,
  authorize,
  authorizeWrongRedirectRefused,
  authorizeWithoutPkceRefused,
  token,
  accessTokenClaims,
  idTokenClaims,
  introspect,
  tokenWrongVerifierRefused,
  tokenWrongSecretRefused,
  codeReplayRefused,
  sessionExchange,
  sessionExchangeReplayRefused,
  sessionAuthenticate,
  sessionExchangeRefused,
  refresh,
  revoke,
];
