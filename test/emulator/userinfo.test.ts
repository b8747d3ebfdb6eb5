import { describe, expect, it } from "vitest";
import { refusal } from "./_api.ts";
import { advance, BOTH, createScene, tokensOf, userinfo } from "./_oauth.ts";

const INVALID_TOKEN = 'Bearer error="invalid_token"';

describe.each(BOTH)("/v1/oauth2/userinfo, %s", (vertical) => {
  it.each(["GET", "POST"])("%s tells what the scopes allow", async (method) => {
    const name = vertical === "b2b" ? "Ada L" : { first_name: "Ada", middle_name: "K" };
    const scene = await createScene(vertical, {}, { name });
    const { access_token } = await tokensOf(scene, { scopes: ["openid", "profile"] });
    const { body } = await userinfo(scene, access_token, method);
    expect(body).toMatchObject({
      sub: scene.person.id,
      name: vertical === "b2b" ? "Ada L" : "Ada K",
    });
    expect(body).not.toHaveProperty("email");
    const more = await tokensOf(scene, { scopes: ["email"] });
    expect((await userinfo(scene, more.access_token)).body).toMatchObject({
      email: expect.stringContaining("@example.com"),
      email_verified: expect.any(Boolean),
    });
  });
});

describe("/v1/oauth2/userinfo", () => {
  it("w/o a token asks for one", async () => {
    const { api } = await createScene();
    const response = await api.call("GET", "/v1/oauth2/userinfo");
    expect(response).toMatchObject(refusal(401, "unauthorized_credentials"));
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("with an unknown token is 401 invalid_token", async () => {
    const response = await userinfo(await createScene(), "x");
    expect(response).toMatchObject(refusal(401, "idp_access_token_not_found"));
    expect(response.headers.get("www-authenticate")).toBe(INVALID_TOKEN);
  });

  it("with an expired token is 401 invalid_token", async () => {
    const scene = await createScene();
    const { access_token } = await tokensOf(scene);
    await advance(scene, 3600);
    const response = await userinfo(scene, access_token);
    expect(response).toMatchObject(refusal(401, "idp_access_token_expired"));
    expect(response.headers.get("www-authenticate")).toBe(INVALID_TOKEN);
  });
});
