import type { Finding } from "./findings.ts";
import { unknownIn } from "./known.ts";
import { HiddenValueError } from "./plain-view.ts";
import { SECURITY_INPUTS } from "./policy-app.ts";
import { type ConnectedApp, shown } from "./rule.ts";
import { SETTINGS, type Settings } from "./settings.ts";

const isList = { is: Array.isArray, words: "a list" };
const isFlag = { is: (value: unknown) => typeof value === "boolean", words: "true or false" };

/** What inputs have to be for the rules to see what is in them. */
const FORMS: Readonly<Record<string, { is(value: unknown): boolean; readonly words: string }>> = {
  redirectUrls: isList,
  postLogoutRedirectUrls: isList,
  fullAccessAllowed: isFlag,
  bypassConsentForOfflineAccess: isFlag,
};

/** What the rules could not judge of a client, because it is hidden or of a wrong form; said once. */
export function hiddenFindings(
  app: ConnectedApp,
  { failOnUnknown }: Pick<Settings, "failOnUnknown">,
): Finding[] {
  if (app.kind === "OrganizationConnectedApps") return [];
  return SECURITY_INPUTS.flatMap((property) => {
    const problem = problemOf(app, property);
    if (problem === undefined) return [];
    return [
      {
        rule: SETTINGS,
        severity: "high",
        level: failOnUnknown ? "mandatory" : "advisory",
        urn: app.urn,
        property,
        message: `${property} is ${problem}`,
        exempted: false,
      } satisfies Finding,
    ];
  });
}

function problemOf({ properties }: ConnectedApp, property: string): string | undefined {
  const { reason } = unknownIn(() => properties[property]);
  if (reason instanceof HiddenValueError)
    return `a secret that could not be decrypted: no rule judged it. Run the command with what decrypts the state, such as PULUMI_CONFIG_PASSPHRASE.`;
  const form = FORMS[property];
  if (form === undefined || reason !== undefined) return undefined;
  const value: unknown = properties[property];
  if (value === undefined || value === null || value === "" || form.is(value)) return undefined;
  return `${shown(typeof value)} where ${form.words} is expected: no rule judged it. Write ${form.words}.`;
}
