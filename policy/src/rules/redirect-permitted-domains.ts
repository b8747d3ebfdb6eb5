import { z } from "zod";
import { byType, knownType } from "../client-type.ts";
import { domains } from "../parameters.ts";
import { shown } from "../rule.ts";
import { isWithin } from "../url/host.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({
  domains: domains("Domains that every client may use, including all subdomains."),
  domainsInTest: domains("Additional domains for clients of test projects."),
  domainsByType: z
    .strictObject({
      first_party: domains("For first-party clients."),
      first_party_public: domains("For public first-party clients."),
      third_party: domains("For third-party clients."),
      third_party_public: domains("For public third-party clients."),
    })
    .prefault({})
    .describe("Additional domains for clients of a type."),
});

type Config = z.output<typeof config>;

function domainsOf(config: Config, clientType: unknown, environment: unknown): string[] {
  const ofType = Object.entries(config.domainsByType).flatMap(([type, domains]) =>
    type === clientType ? domains : [],
  );
  const inTest = environment === "test" ? config.domainsInTest : [];
  return [...config.domains, ...inTest, ...ofType];
}

function namesAny({ domains, domainsInTest, domainsByType }: Config): boolean {
  return [domains, domainsInTest, ...Object.values(domainsByType)].some(({ length }) => length > 0);
}

const permittedDomains: UrlRule<typeof config> = {
  title: (noun) => `Permitted domains in ${noun}`,
  description:
    "Web URLs are on domains that the configuration lists. Loopback URLs and app schemes have rules of their own. Listing a domain turns the rule on. While no domain is listed, the rule is off, or advisory if the configuration gives it a level.",
  severity: "medium",
  level: "disabled",
  source: "https://github.com/OWASP/ASVS/blob/master/5.0/en/0x19-V10-OAuth-and-OIDC.md",
  config,
  isIdle: (parameters) => !namesAny(parameters),
  find({ isWeb, host }, config, app, { harm }) {
    if (!isWeb || !host || (host.loopback && host.loopback !== "name")) return undefined;
    if (!namesAny(config))
      return {
        level: "advisory",
        why: `its domain was not checked, since your policy permits no domains yet`,
        remedy:
          "List your domains in the parameter domains of this policy, or set its level to disabled",
      };
    const permittedTo = (clientType: unknown) => domainsOf(config, clientType, app.environment);
    const isPermitted = (clientType: unknown) =>
      permittedTo(clientType).some((domain) => isWithin(host.name, domain));
    if (byType(app, isPermitted)) return undefined;
    const permitted = permittedTo(knownType(app)?.clientType);
    return {
      why: `its domain is not among those that your policy permits, and its owner could ${harm}`,
      remedy:
        permitted.length > 0
          ? `Use an address on ${permitted.map(shown).join(", ")}, or add its domain to the parameter domains of this policy`
          : "Add its domain to the parameter domains of this policy",
    };
  },
};

export const redirectPermittedDomains = redirectRule(
  "connected-app-redirect-permitted-domains",
  permittedDomains,
);

export const postLogoutPermittedDomains = postLogoutRule(
  "connected-app-post-logout-permitted-domains",
  permittedDomains,
);
