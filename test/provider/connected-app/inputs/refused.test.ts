import { asset } from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { check, FULL } from "../_check.ts";
import { randomness, randomValue } from "../_random.ts";

/** Part of many bad values: no reason may repeat it. */
const CANARY = "canary-value";

type Bad = [place: string, changes: Record<string, unknown>];

const each = (name: string, values: unknown[]): Bad[] =>
  values.map((value) => [name, { [name]: value }]);

const NOT_TEXT: unknown[] = [5, true, { canary: CANARY }, [CANARY], [[]]];
const NOT_URLS: string[] = [
  ` https://${CANARY}.example`,
  `https://${CANARY}.example/a b`,
  `https://${CANARY}.example/\n`,
  `https://${CANARY}.example/\u0000`,
  `https://${CANARY}.example\\callback`,
  `https:\\\\${CANARY}.example`,
  `https:${CANARY}.example`,
  `https:/${CANARY}.example`,
  `https:///${CANARY}`,
  `https://`,
  `https://https://${CANARY}.example`,
  `https://http//${CANARY}.example`,
  `https://:8080/${CANARY}`,
  `https://${CANARY}.example:99999`,
  `https://${CANARY}.example:port`,
  `https://[::1/${CANARY}`,
  `https://${CANARY}%zz.example`,
  `//${CANARY}.example/callback`,
  `/${CANARY}/callback`,
  `${CANARY}.example/callback`,
  `:${CANARY}`,
  CANARY,
  `localhost:3000/${CANARY}`,
  `http://${CANARY}.example`,
  `http://10.0.0.1/${CANARY}`,
  `http://127.0.0.2/${CANARY}`,
  `http://localhost.${CANARY}.example`,
  `http://0.0.0.0/${CANARY}`,
  `${CANARY}app://callback`,
  `ftp://${CANARY}.example`,
  `javascript:alert("${CANARY}")`,
  `data:text/html,${CANARY}`,
  `file:///${CANARY}`,
  "",
];
const NOT_TEMPLATES: unknown[] = [
  new asset.FileAsset(`./${CANARY}.json`),
  new asset.FileArchive(`./${CANARY}`),
  5,
  true,
  [CANARY],
  [{ a: CANARY }],
  CANARY,
  `"${CANARY}"`,
  `[{"a":"${CANARY}"}]`,
  "null",
  "5",
  "true",
  `{{ ${CANARY} }}`,
  `{"a": "${CANARY}"`,
  `{"a": "${CANARY} {{ user.name }}"}`,
  `{"{{ user.name }}": "${CANARY}"}`,
  { a: `${CANARY} {{ user.name }}` },
  { "{{ user.name }}": CANARY },
  `"a": "${CANARY}"}`,
  `{"a": {{ ${CANARY} }`,
  `{"a": {{ ${CANARY}`,
  `{"a": ${CANARY} }} }`,
  `{"a": { ${CANARY} }}`,
  `{"a": {{ {{ ${CANARY} }} }} }`,
  `{"a": {{}}, "b": "${CANARY}"}`,
  `{"a": {{   }}, "b": "${CANARY}"}`,
  `{"a": "{{ ${CANARY}"}`,
  `{ {{ ${CANARY} }}: 1 }`,
  `{a: "${CANARY}"}`,
  `{'a': '${CANARY}'}`,
  `{"a": 1,} ${CANARY}`,
  `{"a": {{ x }} "b": "${CANARY}"}`,
];

const BAD: Bad[] = [
  ...each("clientType", [undefined, null, "", 5, true, ["first_party"], { a: CANARY }, CANARY]),
  ...each("clientType", ["third_party_confidential", "First_Party", "first-party", "public"]),
  ...each("clientName", [...NOT_TEXT, `${CANARY}\n`, `${CANARY}\u0007`, `${CANARY}\u0085`]),
  ...each("clientDescription", NOT_TEXT),
  ...each("fullAccessAllowed", ["true", CANARY, 1, 0, {}, [true]]),
  ...each("bypassConsentForOfflineAccess", ["false", CANARY, 1, {}, [false]]),
  ...each("accessTokenExpiryMinutes", [0, -1, 0.5, 1.5, 2 ** 31, 1e300, -1e300]),
  ...each("accessTokenExpiryMinutes", [Number.NaN, Number.POSITIVE_INFINITY, Number.MIN_VALUE]),
  ...each("accessTokenExpiryMinutes", ["15", CANARY, true, {}, [15]]),
  ...each("accessTokenCustomAudience", [...NOT_TEXT, `${CANARY} b`, `${CANARY}\t`, `:${CANARY}`]),
  ...each("accessTokenTemplateContent", NOT_TEMPLATES),
  ...each("idTokenTemplateContent", NOT_TEMPLATES),
  ...each("logoUrl", [...NOT_TEXT, CANARY, `ftp://${CANARY}`, `//${CANARY}`, `/${CANARY}.png`]),
  ...each("logoUrl", [`https://${CANARY}.example/a b`, `https:///${CANARY}`, `data:${CANARY}`]),
  ...each("redirectUrls", [CANARY, `https://${CANARY}.example`, 5, true, { 0: CANARY }]),
  ...each("postLogoutRedirectUrls", [CANARY, 5, false, {}]),
  ...NOT_URLS.flatMap((url): Bad[] => [
    ["redirectUrls[0]", { redirectUrls: [url] }],
    ["postLogoutRedirectUrls[0]", { postLogoutRedirectUrls: [url] }],
  ]),
  ...[null, undefined, 5, true, {}, [], [CANARY], [[`https://${CANARY}.example`]]].map(
    (element): Bad => ["redirectUrls[1]", { redirectUrls: ["https://a.example", element] }],
  ),
  ["redirectUrls[0]", { redirectUrls: [`https://${CANARY}.example/#`] }],
  ...["2130706433", "127.1", "0x7f.1", "127.0.0.2", "localhost.", "%6cocalhost"].map(
    (host): Bad => ["redirectUrls[0]", { redirectUrls: [`http://${host}/${CANARY}`] }],
  ),
  ["redirectUrls[0]", { redirectUrls: [`https://a.example/#${CANARY}`] }],
  ["fullAccessAllowed", { clientType: "third_party", bypassConsentForOfflineAccess: false }],
  ["fullAccessAllowed", { clientType: "third_party_public", bypassConsentForOfflineAccess: null }],
  ["bypassConsentForOfflineAccess", { clientType: "third_party", fullAccessAllowed: undefined }],
  ...["clientId", "clientSecret", "clientSecretLastFour", "status"].flatMap((name) =>
    each(name, [CANARY, null, 5]),
  ),
  ...[
    "scopes",
    "client_name",
    "redirectUrl",
    "RedirectURLs",
    "x",
    "__proto__x",
    "nextSecret",
  ].flatMap((name) => each(name, [CANARY, null, { a: CANARY }])),
];

test.each(BAD)("%s of %j is refused, alone and in its place", (place, changes) => {
  const { failures } = check({ ...FULL, ...changes });
  expect(failures.length).toBeGreaterThan(0);
  for (const { property, reason } of failures) {
    expect(property).toBe(place);
    expect(reason.startsWith(`${place} `)).toBe(true);
    expect(reason).not.toContain(CANARY);
    expect(reason).not.toContain("Invalid input");
    expect(reason).not.toContain("undefined undefined");
  }
});

test("there are many ways to be wrong", () => {
  expect(BAD.length).toBeGreaterThan(200);
});

test("every failure is told at once, in one call", () => {
  const { failures } = check({
    clientType: "public",
    clientName: 5,
    clientDescription: [5],
    redirectUrls: ["https://a.example", "nowhere", "http://a.example", 5],
    postLogoutRedirectUrls: "nowhere",
    fullAccessAllowed: "yes",
    bypassConsentForOfflineAccess: "yes",
    accessTokenExpiryMinutes: 0,
    accessTokenCustomAudience: "a b",
    accessTokenTemplateContent: "[]",
    idTokenTemplateContent: "{",
    logoUrl: "nowhere",
    clientId: "x",
    scopes: [],
  });
  expect(failures.map(({ property }) => property).sort()).toEqual(
    [
      "accessTokenCustomAudience",
      "accessTokenExpiryMinutes",
      "accessTokenTemplateContent",
      "bypassConsentForOfflineAccess",
      "clientDescription",
      "clientId",
      "clientName",
      "clientType",
      "fullAccessAllowed",
      "idTokenTemplateContent",
      "logoUrl",
      "postLogoutRedirectUrls",
      "redirectUrls[1]",
      "redirectUrls[2]",
      "redirectUrls[3]",
      "scopes",
    ].sort(),
  );
});

test("whatever a program writes, check throws nothing and names places, never values", () => {
  let refused = 0;
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = randomness(seed);
    const names = [...Object.keys(FULL), "clientSecret", "other"];
    const raw = Object.fromEntries(names.map((name) => [name, randomValue(random)]));
    const { failures } = check(raw);
    refused += failures.length;
    for (const { property, reason } of failures) {
      expect(property).toMatch(/^[a-zA-Z]+(\[\d+\])?$/);
      expect(names).toContain(property.split("[")[0]);
      expect(reason.startsWith(`${property} `)).toBe(true);
      expect(reason).not.toContain(CANARY);
    }
  }
  expect(refused).toBeGreaterThan(2000);
});

test("a third-party client with both first-party flags has both failures", () => {
  const { failures } = check({
    clientType: "third_party",
    fullAccessAllowed: true,
    bypassConsentForOfflineAccess: true,
  });
  expect(failures.map(({ property }) => property)).toEqual([
    "fullAccessAllowed",
    "bypassConsentForOfflineAccess",
  ]);
});

test.each([undefined, null, ""])(
  "the client type %j is called missing, with all types",
  (clientType) => {
    expect(check({ ...FULL, clientType }).failures).toEqual([
      {
        property: "clientType",
        reason:
          "clientType is required: one of first_party, first_party_public, third_party, third_party_public",
      },
    ]);
  },
);

describe("suggestions", () => {
  const reasonFor = (changes: Record<string, unknown>) =>
    check({ clientType: "first_party", ...changes })
      .failures.map(({ reason }) => reason)
      .join();

  test.each([
    ["first-party", '"first_party"'],
    ["First_Party_Public", '"first_party_public"'],
    ["third_party_confidential", '"third_party"'],
    ["thirdparty", '"third_party"'],
  ])("the client type %s is refused, with %s as the nearest", (clientType, nearest) => {
    expect(reasonFor({ clientType })).toContain(`did you mean ${nearest}`);
  });

  test.each([
    ["redirectUrl", "redirectUrls"],
    ["redirectUris", "redirectUrls"],
    ["redirect_urls", "redirectUrls"],
    ["ClientName", "clientName"],
    ["name", "clientName"],
    ["logoURL", "logoUrl"],
    ["postLogoutRedirectUris", "postLogoutRedirectUrls"],
    ["accessTokenExpiry", "accessTokenExpiryMinutes"],
    ["accessTokenTemplate", "accessTokenTemplateContent"],
  ])("the property %s is refused, with %s or the list of all", (name, nearest) => {
    expect(reasonFor({ [name]: "x" })).toContain(nearest);
  });

  test("a property like none is refused with the list of all", () => {
    expect(reasonFor({ entirelyDifferent: 1 })).toContain("clientType, clientName");
  });

  test.each([
    ["clientName", [CANARY], "a list"],
    ["clientName", { a: 1 }, "an object"],
    ["clientName", 5, "a number"],
    ["redirectUrls", [null], "null"],
    ["redirectUrls", [undefined], "undefined"],
    ["accessTokenExpiryMinutes", Number.NaN, "NaN"],
    ["accessTokenTemplateContent", "[]", "JSON object"],
    ["accessTokenTemplateContent", '{"a": {{ b }', '"}}"'],
    ["accessTokenTemplateContent", '{"a": {{ }} }', "empty placeholder"],
    ["accessTokenTemplateContent", 5, "a number"],
    ["accessTokenTemplateContent", new asset.StringAsset("{}"), "an asset or archive"],
    ["idTokenTemplateContent", { a: [new asset.AssetArchive({})] }, "an asset or archive"],
  ])("%s %j: the reason speaks of %s", (name, value, word) => {
    expect(reasonFor({ [name]: value })).toContain(word);
  });
});
