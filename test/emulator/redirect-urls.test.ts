import { describe, expect, it } from "vitest";
import { type Api, CLIENTS, createApi, refusal } from "./_api.ts";

const PREFIX = "connected_app_redirect_url";
const LIVE = {
  projects: { consumer: { projectId: "project-live-00000000-0000-4000-8000-000000000001" } },
};

function create(api: Api, fields: Record<string, unknown>) {
  return api.call("POST", CLIENTS, { client_type: "first_party_public", ...fields });
}

describe.each(["redirect_urls", "post_logout_redirect_urls"])("%s", (field) => {
  it.each([
    "https://app.example.com/callback",
    "https://app.example.com:8443/callback?from=stytch",
    "http://localhost:3000/callback",
    "http://127.0.0.1/callback",
    "http://[::1]:8080/callback",
    "https://10.0.0.1/callback",
    "HTTPS://app.example.com/callback",
  ])("accept %s", async (url) => {
    expect((await create(createApi(), { [field]: [url] })).status).toBe(200);
  });

  it.each([
    ["app.example.com/callback", `${PREFIX}_must_include_scheme`],
    ["localhost:3000/callback", `${PREFIX}_must_include_scheme`],
    ["/callback", `${PREFIX}_must_include_scheme`],
    ["", `${PREFIX}_must_include_scheme`],
    [" https://app.example.com", `${PREFIX}_must_include_scheme`],
    ["myapp://callback", `${PREFIX}_must_use_http_or_https_scheme`],
    ["com.example.app:/callback", `${PREFIX}_must_use_http_or_https_scheme`],
    ["http://app.example.com/callback", `${PREFIX}_http_scheme_must_use_loopback`],
    ["http://127.0.0.1.example.com/", `${PREFIX}_http_scheme_must_use_loopback`],
    ["http://localhost@example.com/", `${PREFIX}_http_scheme_must_use_loopback`],
    ["http://0.0.0.0/", `${PREFIX}_http_scheme_must_use_loopback`],
    ["https://", "connected_app_invalid_redirect_url"],
    ["https:/app.example.com", "connected_app_invalid_redirect_url"],
    ["https:/app.example.com://x", "connected_app_invalid_redirect_url"],
    ["https://app.example.com/a b", "connected_app_invalid_redirect_url"],
    ["https://app.example.com:port/", "connected_app_invalid_redirect_url"],
  ])("refuse %j with %s", async (url, errorType) => {
    const urls = ["https://app.example.com/callback", url];
    expect(await create(createApi(), { [field]: urls })).toMatchObject(refusal(400, errorType));
  });
});

it("a fragment is refused where codes are sent to, and accepted after a logout", async () => {
  const urls = ["https://app.example.com/#fragment"];
  expect(await create(createApi(), { redirect_urls: urls })).toMatchObject(
    refusal(400, "connected_app_invalid_redirect_url"),
  );
  expect((await create(createApi(), { post_logout_redirect_urls: urls })).status).toBe(200);
});

describe.each(["redirect_urls", "post_logout_redirect_urls"])("%s of a live project", (field) => {
  it.each(["first_party", "first_party_public", "third_party", "third_party_public"])(
    "refuse loopback for %s",
    async (client_type) => {
      for (const [url, name] of [
        ["http://localhost:3000/callback", "cannot_use_localhost"],
        ["http://127.0.0.1/callback", "must_use_https_scheme"],
        ["http://[::1]:8080/callback", "must_use_https_scheme"],
      ]) {
        const response = await create(createApi(LIVE), { client_type, [field]: [url] });
        expect(response).toMatchObject(refusal(400, `${PREFIX}_${name}`));
      }
    },
  );

  it("accept https", async () => {
    const response = await create(createApi(LIVE), {
      [field]: ["https://app.example.com/callback"],
    });
    expect(response.status).toBe(200);
  });
});
