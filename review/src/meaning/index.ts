import type { Change } from "../change.ts";
import type { Finding } from "../report.ts";
import { SEVERITIES } from "../severities/index.ts";
import { judgeClients, judgeSafeguards } from "./clients.ts";
import { judgeCosmetics } from "./cosmetics.ts";
import type { Judge } from "./finding.ts";
import { judgeOrganization } from "./organizations.ts";
import { judgeRedirects } from "./redirects.ts";
import { judgeOpenRotation, judgeSecrets } from "./secrets.ts";
import type { Surroundings } from "./surroundings.ts";
import { judgeTemplates } from "./templates.ts";
import { judgeAudience, judgeFlags, judgeLifetime } from "./tokens.ts";

export { judgeAddress } from "./addresses.ts";
export { type Surroundings, surroundingsOf } from "./surroundings.ts";

const JUDGES: readonly Judge[] = [
  judgeClients,
  judgeRedirects,
  judgeFlags,
  judgeLifetime,
  judgeAudience,
  judgeTemplates,
  judgeSecrets,
  judgeOrganization,
  judgeSafeguards,
  judgeCosmetics,
];

/** Everything that a change means, worst first; nothing if it means nothing. */
export function meaningOf(change: Change, surroundings: Surroundings): Finding[] {
  const findings = JUDGES.flatMap((judge) => judge(change, surroundings));
  if (findings.length > 0) findings.push(...judgeOpenRotation(change, surroundings));
  return findings.sort(
    (left, right) =>
      SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
      compare(left.id, right.id) ||
      compare(left.sentence, right.sentence),
  );
}

/** The same everywhere, whatever the language of the machine. */
function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
