import fc from "fast-check";
import { expect, it } from "vitest";
import type { Rule } from "../../../policy/src/rule.ts";
import { logoHttps } from "../../../policy/src/rules/logo-https.ts";
import { postLogoutRules } from "../../../policy/src/rules/post-logout-urls.ts";
import { redirectRules } from "../../../policy/src/rules/redirect-urls.ts";
import { checkProperty } from "../../_property.ts";
import { app } from "../_client.ts";

const rules: readonly Rule[] = [...redirectRules, ...postLogoutRules, logoHttps];

const URLS = [
  "https://app.example.com/callback?tenant=42&locale=de-DE",
  "https://app.example.co.uk/~team/a-b_c.d/caf%C3%A9;v=1",
  "https://xn--bcher-kva.example:8443/",
  "http://[::1]:8080/callback",
  "com.example.app:/callback",
];

it("the URL rules never throw, whatever a client has", () => {
  const text = fc.oneof(fc.webUrl(), fc.string({ unit: "binary" }), fc.constantFrom(...URLS));
  const list = fc.oneof(fc.array(fc.oneof(text, fc.anything())), fc.anything());
  const client = fc.record(
    {
      redirectUrls: list,
      postLogoutRedirectUrls: list,
      logoUrl: text,
      clientType: fc.anything(),
    },
    { requiredKeys: [] },
  );
  checkProperty(
    fc.property(client, (properties) => {
      for (const rule of rules) {
        const parameters = rule.config.parse({});
        expect(() => rule.check(app(properties), parameters)).not.toThrow();
        expect(() => rule.remediate?.(app(properties), parameters)).not.toThrow();
      }
    }),
    500,
  );
});
