import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkConnectedApp } from "../../../provider/src/connected-app/inputs/check.ts";
import type { CheckSurroundings } from "../../../provider/src/lifecycle/lifecycle.ts";
import { HIDDEN_AUDIENCES, MISLEADING } from "../../_escaped-keys.ts";
import { checkProperty } from "../../_property.ts";
import { type Api, CLIENTS, createApi } from "../../emulator/_api.ts";
import { isUnknown } from "./_check.ts";

const TEST = "project-test-00000000-0000-4000-8000-000000000001";
const LIVE = "project-live-00000000-0000-4000-8000-000000000001";
const VALID = { clientType: "first_party", redirectUrls: ["https://app.example.com/callback"] };

function places(inputs: object, surroundings: CheckSurroundings): string[] {
  const { failures } = checkConnectedApp({ ...VALID, ...inputs }, isUnknown, surroundings);
  return failures.map(({ property }) => property);
}

function apiOf(projectId: string): Api {
  return createApi({ projects: { consumer: { projectId } } });
}

/** What the server says to the same values. */
async function serverSays(api: Api, inputs: object): Promise<unknown> {
  const fields = Object.entries({ ...VALID, ...inputs }).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  const { status, body } = await api.call("POST", CLIENTS, Object.fromEntries(fields));
  return status === 200 ? "accepted" : body.error_type;
}

const PREFIX = "connected_app_redirect_url";
const HOST = "app.example.com";

/** What Stytch's list of errors names for a create or an update, as far as a check can know it. */
const REFUSED: [errorType: string, projectId: string, place: string, inputs: object][] = [
  ["invalid_connected_app_type", TEST, "clientType", { clientType: "confidential" }],
  ...["redirectUrls", "postLogoutRedirectUrls"].flatMap(
    (list): [string, string, string, object][] => [
      [`${PREFIX}_must_include_scheme`, TEST, `${list}[0]`, { [list]: [`${HOST}/callback`] }],
      [`${PREFIX}_must_use_http_or_https_scheme`, TEST, `${list}[0]`, { [list]: ["app://cb"] }],
      [`${PREFIX}_http_scheme_must_use_loopback`, TEST, `${list}[0]`, { [list]: ["http://a.dev"] }],
      [`${PREFIX}_cannot_use_localhost`, LIVE, `${list}[0]`, { [list]: ["http://localhost/cb"] }],
      [`${PREFIX}_must_use_https_scheme`, LIVE, `${list}[0]`, { [list]: ["http://127.0.0.1/cb"] }],
      [`${PREFIX}_must_use_https_scheme`, LIVE, `${list}[0]`, { [list]: ["http://[::1]:1/cb"] }],
      ["connected_app_invalid_redirect_url", TEST, `${list}[0]`, { [list]: [`https://${HOST}/ `] }],
    ],
  ),
  [
    "third_party_clients_cannot_use_full_access",
    TEST,
    "fullAccessAllowed",
    { clientType: "third_party", fullAccessAllowed: true },
  ],
  [
    "third_party_clients_require_consent_for_offline_access",
    TEST,
    "bypassConsentForOfflineAccess",
    { clientType: "third_party_public", bypassConsentForOfflineAccess: true },
  ],
  [
    "idp_invalid_access_token_expiry_minutes",
    TEST,
    "accessTokenExpiryMinutes",
    { accessTokenExpiryMinutes: 0 },
  ],
  ...["accessTokenTemplateContent", "idTokenTemplateContent"].flatMap(
    (name): [string, string, string, object][] => [
      ["jwt_template_invalid_json", TEST, name, { [name]: '{"a": "x {{ user.name }}"}' }],
      ["jwt_template_mismatched_tag", TEST, name, { [name]: '{"a": {{ user.name }' }],
      ["jwt_template_invalid_tag", TEST, name, { [name]: '{"a": {{ user.name | upper }} }' }],
      ["jwt_template_invalid_tag", TEST, name, { [name]: '{"a": {{ user..name }} }' }],
    ],
  ),
];

describe("what the server refuses with a name, check refuses at its place", () => {
  test.each(REFUSED)("%s in %s", async (errorType, projectId, place, inputs) => {
    expect(places(inputs, { projectId })).toEqual([place]);
    expect(await serverSays(apiOf(projectId), inputs)).toBe(errorType);
  });
});

describe("a URL that only looks like loopback is refused", () => {
  test.each([
    "http://localhost:80@evil.dev/cb",
    "http://localhost@evil.dev/cb",
    "http://127.0.0.1:@evil.dev",
    "http://user@localhost/cb",
    "http://localhost:80:80@evil.dev/cb",
    "http://[::1]@evil.dev/cb",
    "http://[::1]:80@[::2]/cb",
    "http://localhost\\@evil.dev/cb",
    "http://localhost%2eevil.dev/cb",
    "http://localhost.evil.dev/cb",
    "http://localhost./cb",
    "http://localhost%2e/cb",
    "http://loc\u00adalhost/cb",
    "http://local\u200bhost/cb",
    "http://ｌocalhost/cb",
    "http://127。0。0。1/cb",
    "http://①27.0.0.1/cb",
    "http://127.1/cb",
    "http://2130706433/cb",
    "http://0x7f000001/cb",
    "http://0177.0.0.1/cb",
    "http://127.0.0.1./cb",
    "http://127.0.0.01/cb",
    "http://127.0.0.2/cb",
    "http://0.0.0.0/cb",
    "http://[::ffff:127.0.0.1]/cb",
    "http://[::ffff:7f00:1]/cb",
    "http://[0:0:0:0:0:0:0:1]/cb",
    "http://[::]/cb",
    "http:localhost/cb",
    "http:/localhost/cb",
    "http:///localhost/cb",
    "http:\\\\localhost/cb",
    "ht\ttp://localhost/cb",
    "http://local\nhost/cb",
    "http://foo.localhost/cb",
  ])("%j", (url) => {
    for (const list of ["redirectUrls", "postLogoutRedirectUrls"]) {
      expect(places({ [list]: [url] }, { projectId: TEST })).toEqual([`${list}[0]`]);
    }
  });
});

describe("loopback", () => {
  const URLS = { redirectUrls: ["http://127.0.0.1/cb", "http://LOCALHOST:3000/cb"] };
  const BOTH = ["redirectUrls[0]", "redirectUrls[1]"];

  test("passes in a test project and where the project is not known", () => {
    expect(places(URLS, { projectId: TEST })).toEqual([]);
    expect(places(URLS, {})).toEqual([]);
  });

  test("is refused in a live project for every type of client", () => {
    for (const clientType of ["first_party", "first_party_public", "third_party"]) {
      expect(places({ ...URLS, clientType }, { projectId: LIVE })).toEqual(BOTH);
    }
  });

  test("passes in a live project that holds it already", () => {
    const former = { redirectUrls: ["http://127.0.0.1/cb"] };
    expect(places(URLS, { projectId: LIVE, former })).toEqual(["redirectUrls[1]"]);
    expect(places({ ...URLS, adoptByName: true }, { projectId: LIVE })).toEqual([]);
  });

  test("by https is not loopback to this rule", () => {
    expect(places({ redirectUrls: ["https://localhost/cb"] }, { projectId: LIVE })).toEqual([]);
  });
});

describe("ids of the other kind of project", () => {
  const id = (kind: string) => `connected-app-${kind}-11111111-2222-4333-8444-555555555555`;

  test.each([
    [LIVE, "test"],
    [TEST, "live"],
  ])("%s: adoptClientId of a %s project is refused", (projectId, kind) => {
    expect(places({ adoptClientId: id(kind) }, { projectId })).toEqual(["adoptClientId"]);
    expect(places({ adoptClientId: id(kind) }, {})).toEqual([]);
  });

  test("of its own kind pass", () => {
    expect(places({ adoptClientId: id("live") }, { projectId: LIVE })).toEqual([]);
  });
});

test("the claim aud is refused in access tokens, where Stytch sets it", () => {
  for (const accessTokenTemplateContent of ['{"aud": "x"}', { aud: "{{ user.email }}" }]) {
    expect(places({ accessTokenTemplateContent }, {})).toEqual(["accessTokenTemplateContent"]);
  }
  expect(places({ accessTokenTemplateContent: { a: { aud: 1 } } }, {})).toEqual([]);
});

test.each(HIDDEN_AUDIENCES)(
  "the claim aud is refused with an escape in its name: %s",
  (template) => {
    for (const before of MISLEADING) {
      expect(places({ accessTokenTemplateContent: before }, {})).toEqual([]);
    }
    const inputs = { accessTokenTemplateContent: template };
    expect(places(inputs, {})).toEqual(["accessTokenTemplateContent"]);
  },
);

const part = (...texts: string[]) => fc.constantFrom(...texts);

/** URLs as people and attackers spell them. */
const spelling = fc
  .tuple(
    part("http", "https", "HTTP", "app", "", "ht tp"),
    part("://", ":/", ":", ":///", ":\\\\", "//"),
    part("", "", "", "user@", "localhost:80@", "a:b@", "@"),
    part("localhost", "127.0.0.1", "[::1]", "LocalHost", "127.1", "a.dev", "[::2]", "", "a b"),
    part("", "", ":80", ":", ":99999", ":x", ".", "%2e", "\u00ad"),
    part("", "/", "/cb", "/a b", "?q", "#f", "\\", "\n", "/é"),
  )
  .map((parts) => parts.join(""));

test.each([TEST, LIVE])("whatever URL passes check, %s takes", async (projectId) => {
  const api = apiOf(projectId);
  const counts = { accepted: 0, refused: 0 };
  await checkProperty(
    fc.asyncProperty(
      part("redirectUrls", "postLogoutRedirectUrls"),
      spelling,
      async (list, url) => {
        const inputs = { [list]: [url] };
        if (url === "" || places(inputs, { projectId }).length > 0) counts.refused += 1;
        else {
          counts.accepted += 1;
          expect(await serverSays(api, inputs), url).toBe("accepted");
        }
      },
    ),
    4000,
  );
  expect(counts.accepted).toBeGreaterThan(20);
  expect(counts.refused).toBeGreaterThan(1000);
});
