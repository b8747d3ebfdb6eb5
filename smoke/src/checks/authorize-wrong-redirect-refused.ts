import type { Check } from "../check.ts";
import { CheckFailure } from "../errors.ts";
import { attemptAuthorization, redirectUrlOf } from "../oauth/grant.ts";
import { nearMisses } from "../oauth/near-misses.ts";
import { expectRefusal, inBrackets } from "../refusals.ts";

/** @see https://www.rfc-editor.org/rfc/rfc9700#section-4.1 */
export const authorizeWrongRedirectRefused: Check = {
  id: "authorize-wrong-redirect-refused",
  title: "No code goes to an address that is not registered, however similar",
  needs: ["authorize-start"],
  applies: () => true,
  async run(context) {
    const misses = nearMisses(redirectUrlOf(context), context.known().app.redirectUrls);
    const refused: string[] = [];
    const accepted: string[] = [];
    const requestIds: string[] = [];
    for (const { kind, url } of misses) {
      try {
        await expectRefusal(
          context,
          () => attemptAuthorization(context, { scopes: ["openid"], redirectUrl: url }),
          { what: kind, advice: "", because: /redirect/ },
        );
        refused.push(kind);
      } catch (error) {
        // Collects acceptances only: everything else has a message of its own.
        const isAcceptance = error instanceof CheckFailure && error.advice === "";
        if (isAcceptance) {
          accepted.push(kind);
          requestIds.push(...error.requestIds);
        }
        // What was accepted before counts, even if something keeps the rest from being tried.
        else if (accepted.length > 0) break;
        else throw error;
      }
    }
    if (accepted.length > 0) {
      throw new CheckFailure(
        `Codes go to addresses that are not registered: ${accepted.join(", ")}${inBrackets(requestIds)}.`,
        "Remove broad entries from redirectUrls and register each address in full; if none is broad, do not use the app and ask Stytch.",
        requestIds,
      );
    }
    return { refused };
  },
};
