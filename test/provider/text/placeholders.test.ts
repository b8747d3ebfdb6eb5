import { output } from "@pulumi/pulumi/output.js";
import { describe, expect, test } from "vitest";
import { checkConnectedApp } from "../../../provider/src/connected-app/inputs/check.ts";
import { checkOrganizationConnectedApps } from "../../../provider/src/organization-connected-apps/inputs.ts";

const UNKNOWN = Symbol("unknown");
const isUnknown = (value: unknown) => value === UNKNOWN;
const VALID = { clientType: "first_party", clientName: "name" };

function failures(inputs: object) {
  return checkConnectedApp({ ...VALID, ...inputs }, isUnknown).failures;
}

const places = (inputs: object) => failures(inputs).map(({ property }) => property);

/** As the SDK of this version writes it, and so of whatever version is installed. */
const OUTPUT = `${output("canary")}`;
const OUTPUT_IN_JSON = JSON.stringify({ name: output("canary") });

/** Every input that is text, or a list of texts. */
const TEXTS = [
  "clientType",
  "clientName",
  "clientDescription",
  "accessTokenCustomAudience",
  "accessTokenTemplateContent",
  "idTokenTemplateContent",
  "logoUrl",
  "secretVersion",
  "nextSecretVersion",
  "adoptClientId",
  "allowDestructive",
];
const LISTS = ["redirectUrls", "postLogoutRedirectUrls"];

describe("the text of an Output", () => {
  test.each(TEXTS)("in %s is refused with the remedy", (name) => {
    for (const text of [OUTPUT, `Client of ${OUTPUT}`, `https://${OUTPUT}/`, OUTPUT_IN_JSON]) {
      const [failure, ...others] = failures({ [name]: text });
      expect(others).toEqual([]);
      expect(failure?.property).toBe(name);
      expect(failure?.reason).toContain("pulumi.interpolate");
    }
  });

  test.each(LISTS)("in %s is refused with its index, in any encoding", (name) => {
    for (const text of [
      `https://${OUTPUT}/cb`,
      `https://app.example.com/${encodeURIComponent(OUTPUT)}`,
      `https://app.example.com/cb?${new URLSearchParams({ a: OUTPUT })}`,
      `https://${OUTPUT.slice(0, 24).toLowerCase()}.example.com/`,
      new URL(`https://app.example.com/${OUTPUT}`).href,
      "https://calling-tostring-on-an-output-t-is-not-supported.example.com/",
    ]) {
      const list = ["https://app.example.com/cb", text];
      const [failure, ...others] = failures({ [name]: list });
      expect(others).toEqual([]);
      expect(failure?.property).toBe(`${name}[1]`);
      expect(failure?.reason).toContain("pulumi.interpolate");
    }
  });

  test("in a template object is refused with the path of the claim, beside what is unknown", () => {
    const template = {
      tier: "gold",
      later: UNKNOWN,
      deep: { list: ["a", { name: OUTPUT }] },
      "https://acme.dev/name": OUTPUT,
    };
    expect(places({ accessTokenTemplateContent: template })).toEqual([
      "accessTokenTemplateContent.deep.list[1].name",
      'accessTokenTemplateContent["https://acme.dev/name"]',
    ]);
    expect(places({ idTokenTemplateContent: { [OUTPUT]: 1 } })).toEqual(["idTokenTemplateContent"]);
  });

  test("in the inputs of an organization is refused", () => {
    const { failures } = checkOrganizationConnectedApps(
      {
        organizationId: OUTPUT,
        firstPartyConnectedAppsAllowedType: OUTPUT,
        thirdPartyConnectedAppsAllowedType: "RESTRICTED",
        allowedThirdPartyConnectedApps: [OUTPUT],
      },
      isUnknown,
    );
    expect(failures.map(({ property }) => property)).toEqual([
      "organizationId",
      "firstPartyConnectedAppsAllowedType",
      "allowedThirdPartyConnectedApps[0]",
    ]);
    for (const { reason } of failures) expect(reason).toContain("pulumi.interpolate");
  });
});

test.each([...TEXTS, ...LISTS])("the text of an object or Promise in %s is refused", (name) => {
  for (const value of [{}, Promise.resolve(), new Map()]) {
    const text = `https://app.example.com/${value}`;
    const isList = LISTS.includes(name);
    for (const spelled of [
      text,
      text.replace("[", "%5B").replace(" ", "%20").replace("]", "%5D"),
    ]) {
      const [failure] = failures({ [name]: isList ? [spelled] : spelled });
      expect(failure?.property).toBe(isList ? `${name}[0]` : name);
      expect(failure?.reason).toContain("[object …]");
    }
  }
});

describe.each([...LISTS, "logoUrl", "accessTokenCustomAudience"])("a URL in %s", (name) => {
  const inputs = (url: string) => ({ [name]: LISTS.includes(name) ? [url] : url });
  const place = LISTS.includes(name) ? `${name}[0]` : name;

  test.each([
    `https://${undefined}/cb`,
    `https://${null}/cb`,
    `https://${Number.NaN}/cb`,
    `https://${undefined}.example.com/cb`,
    `https://tenant.${undefined}.com/cb`,
    `https://app.example.com:${undefined}/cb`,
    `https://app.example.com/${undefined}`,
    `https://app.example.com/${undefined}/cb`,
    `https://app.example.com/${null}/cb`,
    `https://app.example.com/tenants/${Number.NaN}/cb?a=b`,
    `https://app.example.com/cb?tenant=${undefined}`,
    "https://$\u007bHOST}/cb",
    "https://$\u007bapp.domain}/cb",
    "https://$HOST/cb",
    "https://$host.example.com/cb",
    "https://$(HOST)/cb",
    "https://{{ host }}/cb",
    "https://{{host}}/cb",
    "https://{host}/cb",
    "https://<host>/cb",
    "https://<your-domain>/cb",
    "https://%HOST%/cb",
    "https://%DOMAIN%/cb",
    "https://app.example.com/%TENANT%/cb",
    "https://app.example.com/%DATA%/cb",
    "https://app.example.com/$TENANT/cb",
    "https://app.example.com/$\u007bTENANT}/cb",
    "https://app.example.com/%7B%7Btenant%7D%7D/cb",
    "https://app.example.com/{tenant}/cb",
    "https://app.example.com/<tenant>/cb",
    "https://YOUR_DOMAIN/cb",
    "https://YOUR-DOMAIN.com/cb",
    "https://YOUR_APP.example.com/cb",
    "https://CHANGEME/cb",
    "https://CHANGE_ME.example.com/cb",
    "https://REPLACE_ME/cb",
    "https://REPLACE_WITH_HOST/cb",
    "https://INSERT_HOST_HERE/cb",
    "https://TODO/cb",
    "https://APP_HOST/cb",
    "https://__HOST__/cb",
    "https://app.example.com/YOUR_TENANT/cb",
    "https://app.example.com/cb?tenant=YOUR_TENANT",
  ])("is refused: %s", (url) => {
    expect(places(inputs(url))).toEqual([place]);
  });

  test.each([
    "https://app.example.com/null-safety",
    "https://app.example.com/undefined-behaviour",
    "https://app.example.com/nullable/NaN0",
    "https://null.com/cb",
    "https://app.null.dev/cb",
    "https://nullable.example.com/cb",
    "https://nan.example.com/cb",
    "https://todo.example.com/cb",
    "https://app.example.com/todo/cb",
    "https://yourself.example.com/cb",
    "https://app.example.com/$metadata",
    "https://app.example.com/cb?price=$5",
    "https://app.example.com/caf%C3%A9/cb",
    "https://app.example.com/%C3A%20b",
    "https://app.example.com/100%25/cb",
    "https://app.example.com/cb?next=null",
    "https://app.example.com/cb?q=a+b&r=%5B1%5D",
    "https://app.example.com/~user/@me/cb;v=1",
    "https://xn--bcher-kva.example/cb",
  ])("passes: %s", (url) => {
    expect(places(inputs(url))).toEqual([]);
  });
});

test.each(["adoptClientId", "allowDestructive", "accessTokenCustomAudience"])(
  "%s that has no value is refused",
  (name) => {
    for (const text of [
      "undefined",
      "null",
      "NaN",
      "$\u007bID}",
      "$ID",
      "<id>",
      "YOUR_CLIENT_ID",
    ]) {
      expect(places({ [name]: text }), text).toEqual([name]);
    }
  },
);

test("an organization that has no value is refused", () => {
  for (const organizationId of ["undefined", "null", "NaN", "YOUR_ORGANIZATION"]) {
    const { failures } = checkOrganizationConnectedApps({ organizationId }, isUnknown);
    expect(failures.map(({ property }) => property)).toEqual(["organizationId"]);
  }
});

test.each(["undefined", "null", "NaN"])("a placeholder with %s in its path is refused", (word) => {
  for (const path of [`user.${word}`, `${word}.email`, `user.${word}.id`]) {
    expect(places({ accessTokenTemplateContent: `{"a": {{ ${path} }} }` })).toEqual([
      "accessTokenTemplateContent",
    ]);
  }
  expect(places({ accessTokenTemplateContent: `{"a": {{ user.${word}able }} }` })).toEqual([]);
});

test("people write about objects and outputs in names and descriptions", () => {
  for (const text of [
    "Calling all agents",
    "objects [beta]",
    "undefined behaviour",
    "Null Island",
  ]) {
    expect(places({ clientName: text, clientDescription: text })).toEqual([]);
  }
});
