import {
  type ConnectedApp,
  evaluate,
  type Finding,
} from "pulumi-stytch-connected-apps-policy/rules";
import { EXAMPLE_DAY, type ExampleResource, type RuleExample } from "./example.ts";

const TYPES = {
  ConnectedApp: "pulumi-nodejs:dynamic/stytch:ConnectedApp",
  OrganizationConnectedApps: "pulumi-nodejs:dynamic/stytch:OrganizationConnectedApps",
  Unreadable: "pulumi-nodejs:dynamic:Resource",
};

/** What a third-party client that breaks no rule declares. */
const UNOBJECTIONABLE = {
  clientType: "third_party",
  clientName: "partner",
  redirectUrls: ["https://partner.example/callback"],
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: "https://partners.example.com",
};

/** What a rule finds in resources of its example, in a live project. */
export function findingsIn(
  rule: string,
  resources: readonly ExampleResource[],
  { parameters = {} }: RuleExample,
): Finding[] {
  const findings = evaluate(
    resources.map(appOf),
    { [rule]: { enforcementLevel: "mandatory", ...parameters } },
    { now: EXAMPLE_DAY },
  );
  return findings.filter((finding) => finding.rule === rule);
}

function appOf(resource: ExampleResource): ConnectedApp {
  const { name = "partner", kind = "ConnectedApp", properties, state = {} } = resource;
  const { protect = true, additionalSecretOutputs = ["clientSecret"] } = resource;
  const rest = kind === "ConnectedApp" ? { ...UNOBJECTIONABLE, clientName: name } : {};
  return {
    type: TYPES[kind],
    kind,
    name,
    urn: `urn:pulumi:prod::shop::${TYPES[kind]}::${name}`,
    properties: { ...rest, ...properties, ...state },
    environment: "live",
    options: { protect, additionalSecretOutputs },
  };
}
