import type { Check } from "../check.ts";
import type { CheckContext } from "../context.ts";
import { CheckFailure } from "../errors.ts";
import { adviceOnScopes } from "../look.ts";
import { attemptAuthorization, mainScopes } from "../oauth/grant.ts";
import { issuersOf } from "../oauth/jwt.ts";

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2 */
export const authorize: Check = {
  id: "authorize",
  title: "An authorization ends at the redirect URL with a code and the state",
  needs: ["authorize-start"],
  applies: () => true,
  async run(context) {
    const { response, state, nonce, verifier, redirectUrl } = await attemptAuthorization(context, {
      scopes: mainScopes(context),
    });
    const query = URL.parse(response.redirectUri)?.searchParams ?? new URLSearchParams();
    const error = query.get("error");
    if (error) {
      throw new CheckFailure(
        `The authorization was refused with ${error}.`,
        adviceOnScopes(context, mainScopes(context)),
      );
    }
    const code = query.get("code") ?? "";
    if (code !== response.code) {
      throw new CheckFailure(
        "The redirect does not carry the code that the response names.",
        "Run the smoke test again, and ask Stytch if it persists.",
      );
    }
    if (query.get("state") !== state) {
      throw new CheckFailure(
        "The redirect does not carry the state of the request, so the app cannot tell a forged one.",
        "Do not use the app until this is fixed, and ask Stytch.",
      );
    }
    if (!leadsTo(redirectUrl, response.redirectUri)) {
      throw new CheckFailure(
        "The redirect goes to an address other than the requested one.",
        "Do not use the app until this is fixed, and ask Stytch.",
      );
    }
    const foreign = foreignIssuer(context, query.getAll("iss"));
    if (foreign !== undefined) {
      throw new CheckFailure(
        `The redirect names the issuer ${foreign}, so an app that compares it takes the response for one of another server.`,
        "Make sure that apiUrl and projectDomain belong to the same project; if they do, ask Stytch.",
      );
    }
    context.findings.note("grant", { code, redirectUrl, verifier, nonce });
    return { redirectUrl };
  },
};

const ADDRESS = ["protocol", "username", "password", "host", "pathname"] as const;

/**
 * Whether a redirect goes to the registered URL, whose query it may extend. By the parts of the URL: a longer path or
 * host begins with the same text.
 */
function leadsTo(registered: string, redirect: string): boolean {
  const [wanted, actual] = [URL.parse(registered), URL.parse(redirect)];
  if (wanted === null || actual === null) return false;
  return (
    ADDRESS.every((part) => actual[part] === wanted[part]) &&
    [...wanted.searchParams].every(([name, value]) => actual.searchParams.has(name, value))
  );
}

/**
 * What the response names beside the issuers that the project may have. None is named by most servers.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9207#section-2.4
 */
function foreignIssuer({ findings, target }: CheckContext, named: string[]): string | undefined {
  const issuer = findings.peekIssuer();
  if (issuer === undefined) return undefined;
  const own = issuersOf(issuer, target.apiUrl, target.projectId);
  return named.find((one) => !own.includes(one));
}
