import { createHash } from "node:crypto";
import type { VerifierProblem } from "../error-table.ts";

const CHALLENGE = /^[\w-]{43}$/;
const VERIFIER = /^[\w.~-]{43,128}$/;

/** Whether a text can be an S256 code challenge: 32 bytes in base64url. */
export function isCodeChallenge(text: string): boolean {
  return CHALLENGE.test(text);
}

/**
 * What is wrong with a code verifier, by the name Stytch has for it. Only S256 exists.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4.6
 */
export function verifierProblem(
  challenge: string | null,
  verifier: string | undefined,
): VerifierProblem | undefined {
  if (challenge === null) {
    return verifier === undefined ? undefined : "pkce_did_not_expect_code_verifier";
  }
  if (verifier === undefined) return "pkce_expected_code_verifier";
  if (!VERIFIER.test(verifier)) return "invalid_pkce_code_verifier";
  const hash = createHash("sha256").update(verifier).digest("base64url");
  return hash === challenge ? undefined : "pkce_mismatch";
}
