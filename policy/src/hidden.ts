import { type ExplainedFinding, pathOf } from "./findings.ts";
import { unknownIn } from "./known.ts";
import { HiddenValueError } from "./plain-view.ts";
import { SECURITY_INPUTS, unknownInputs } from "./policy-app.ts";
import { type ConnectedApp, shown, summaryOf, type Violation } from "./rule.ts";
import { SETTINGS, type Settings } from "./settings.ts";

const isList = { is: Array.isArray, words: "a list" };
const isFlag = { is: (value: unknown) => typeof value === "boolean", words: "true or false" };

/** The form that an input must have for the rules to see what is in it. */
const FORMS: Readonly<Record<string, { is(value: unknown): boolean; readonly words: string }>> = {
  redirectUrls: isList,
  postLogoutRedirectUrls: isList,
  fullAccessAllowed: isFlag,
  bypassConsentForOfflineAccess: isFlag,
};

/** What the rules could not check in a client because it is hidden or has a wrong form; reported once. */
export function hiddenFindings(
  app: ConnectedApp,
  { failOnUnknown }: Pick<Settings, "failOnUnknown">,
): ExplainedFinding[] {
  if (!isClient(app)) return [];
  return SECURITY_INPUTS.flatMap((input) => {
    const problem = problemOf(app, input);
    if (problem === undefined) return [];
    const property = pathOf(app, input);
    const summary = summaryOf({ property, value: problem.value });
    const topic = `no rule checked it. ${problem.remedy}.`;
    return [
      {
        rule: SETTINGS,
        severity: "high",
        level: failOnUnknown ? "mandatory" : "advisory",
        urn: app.urn,
        property,
        message: `${summary}: ${topic}`,
        summary,
        topic,
        exempted: false,
      } satisfies ExplainedFinding,
    ];
  });
}

function isClient({ kind }: ConnectedApp): boolean {
  return kind === undefined || kind === "ConnectedApp";
}

function problemOf(
  { properties }: ConnectedApp,
  property: string,
): Pick<Violation, "value" | "remedy"> | undefined {
  const { reason } = unknownIn(() => properties[property]);
  if (reason instanceof HiddenValueError)
    return {
      value: "a secret that could not be decrypted",
      remedy:
        "Run the command with the secrets provider of the state, for example with PULUMI_CONFIG_PASSPHRASE",
    };
  const form = FORMS[property];
  if (form === undefined || reason !== undefined) return undefined;
  const value: unknown = properties[property];
  if (value === undefined || value === null || value === "" || form.is(value)) return undefined;
  return {
    value: `${shown(typeof value)} where ${form.words} is expected`,
    remedy: `Write ${form.words}`,
  };
}

/** The inputs of a client that no rule can check before the update; each is a finding with failOnUnknown. */
export function unknownFindings(app: ConnectedApp): ExplainedFinding[] {
  const topic =
    "a preview cannot tell whether the client is safe. Give it a value that does not depend on a resource that does not exist yet, or set failOnUnknown to false.";
  return unknownInputs(app)
    .map((input) => pathOf(app, input))
    .map((property) => ({
      rule: SETTINGS,
      severity: "high",
      level: "mandatory",
      urn: undefined,
      property,
      message: `${property} is not known before the update: ${topic}`,
      summary: `${property} is not known before the update`,
      topic,
      exempted: false,
    }));
}
