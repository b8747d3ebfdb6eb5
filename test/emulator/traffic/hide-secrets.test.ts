import { describe, expect, it } from "vitest";
import { HIDDEN, withoutSecrets } from "../../../emulator/src/traffic/hide-secrets.ts";
import type {
  RecordedMessage,
  RecordedRequest,
} from "../../../emulator/src/traffic/request-log.ts";

const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln";
const EMPTY: RecordedMessage = { headers: [], body: "", omittedBytes: 0 };

function recorded(fields: Partial<RecordedRequest>): RecordedRequest {
  return {
    number: 1,
    time: "2026-01-01T00:00:00.000Z",
    method: "POST",
    route: "POST /v1/oauth2/token",
    path: "/v1/oauth2/token",
    query: "",
    status: 200,
    userAgent: null,
    requestId: null,
    request: EMPTY,
    response: EMPTY,
    ...fields,
  };
}

function shownBody(body: string): string {
  return withoutSecrets(recorded({ request: { ...EMPTY, body } })).request.body;
}

describe("a request shown without its secrets", () => {
  it.each(["authorization", "cookie", "set-cookie", "proxy-authorization"])(
    "has the header %s with its value hidden",
    (name) => {
      const headers: [string, string][] = [
        [name, "Basic cTp3"],
        ["accept", "*/*"],
      ];
      const shown = withoutSecrets(recorded({ request: { ...EMPTY, headers } }));
      expect(shown.request.headers).toEqual([
        [name, HIDDEN],
        ["accept", "*/*"],
      ]);
    },
  );

  it.each([
    "client_secret",
    "next_client_secret",
    "access_token",
    "session_jwt",
    "authorization_code",
    "code",
    "code_verifier",
    "password",
    "hash",
    "salt",
  ])("has %s hidden in JSON at any depth, in a form and in the query", (name) => {
    const body = JSON.stringify({ outer: [{ [name]: "sesame", kept: "shown" }] });
    expect(JSON.parse(shownBody(body))).toEqual({ outer: [{ [name]: HIDDEN, kept: "shown" }] });
    expect(shownBody(`${name}=sesame&kept=shown`)).toBe(`${name}=${HIDDEN}&kept=shown`);
    expect(shownBody(`kept=shown&${name}=sesame`)).toBe(`kept=shown&${name}=${HIDDEN}`);
    expect(withoutSecrets(recorded({ query: `?kept=shown&${name}=sesame` })).query).toBe(
      `?kept=shown&${name}=${HIDDEN}`,
    );
  });

  it.each([
    ["client_secret_last_four", "abcd"],
    ["access_token_template_content", "{}"],
    ["access_token_expiry_minutes", 60],
    ["status_code", 200],
    ["client_name", "code"],
  ])("keeps %s", (name, value) => {
    const body = JSON.stringify({ [name]: value });
    expect(shownBody(body)).toBe(body);
  });

  it("has the code hidden in the URL of an authorization response", () => {
    const body = JSON.stringify({ redirect_uri: "https://app.example.com/?code=sesame&state=s" });
    expect(shownBody(body)).toContain(`?code=${HIDDEN}&state=s`);
  });

  it.each([`"${JWT}"`, `["of ${JWT}"]`, `{"claims":{"nested":"${JWT}"}}`])(
    "has no signed token in %s",
    (body) => {
      expect(shownBody(body)).not.toContain("eyJ");
    },
  );

  it.each([`{"client_secret":"sesame`, "not a form: secret=sesame", "<a>sesame</a>"])(
    "has a body hidden that is neither JSON nor a form: %s",
    (body) => {
      expect(shownBody(body)).toBe(HIDDEN);
    },
  );

  it("has the secrets of the response hidden too, and none where the connection was dropped", () => {
    const response = { ...EMPTY, body: '{"access_token":"sesame"}' };
    expect(withoutSecrets(recorded({ response })).response?.body).not.toContain("sesame");
    expect(withoutSecrets(recorded({ response: null })).response).toBeNull();
  });
});
