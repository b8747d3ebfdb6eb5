import { describe, expect, it } from "vitest";
import { basic, CLIENTS } from "./_api.ts";
import {
  codeOf,
  createScene,
  credentials,
  introspect,
  oauthRefusal,
  postForm,
  REDIRECT,
  redeem,
  tokensOf,
  VERIFIER,
} from "./_oauth.ts";

const PUBLIC = { client_type: "first_party_public" };

describe("client authentication", () => {
  const refused = oauthRefusal(400, "invalid_client");
  const noCredentials = { client_id: undefined, client_secret: undefined };

  it("takes Basic, form-encoded", async () => {
    const scene = await createScene();
    const { client_id, client_secret = "" } = scene.client;
    const encoded = `%${client_id.charCodeAt(0).toString(16)}${client_id.slice(1)}`;
    const authorization = basic(encoded, client_secret);
    const response = await scene.api.call(
      "POST",
      "/v1/oauth2/token",
      new URLSearchParams({
        grant_type: "authorization_code",
        code: await codeOf(scene),
        redirect_uri: REDIRECT,
        code_verifier: VERIFIER,
      }).toString(),
      { authorization },
    );
    expect(response.status).toBe(200);
  });

  it("takes JSON", async () => {
    const scene = await createScene();
    const body = {
      grant_type: "authorization_code",
      code: await codeOf(scene),
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
      ...credentials(scene),
    };
    const headers = { "content-type": "application/json", authorization: "" };
    const response = await scene.api.call("POST", "/v1/oauth2/token", body, headers);
    expect(response.status).toBe(200);
  });

  it("prefers the body to Basic and tolerates Basic of the project", async () => {
    const scene = await createScene();
    const { projectId, secret } = scene.api.app.projects.consumer;
    for (const authorization of [basic(projectId, secret), basic("someone", "else")]) {
      const { access_token } = await tokensOf(scene);
      const response = await postForm(
        scene,
        "introspect",
        { token: access_token, ...credentials(scene) },
        { authorization },
      );
      expect(response.body).toMatchObject({ active: true });
    }
  });

  it("takes the secret from Basic where the body names the same client without one", async () => {
    const scene = await createScene();
    const { client_id, client_secret = "" } = scene.client;
    const authorization = basic(client_id, client_secret);
    const response = await postForm(
      scene,
      "introspect",
      { token: "x", client_id },
      { authorization },
    );
    expect(response.body).toMatchObject({ active: false });
  });

  it.each([
    ["the id of another client", { client_id: "connected-app-test-0" }, "No such client."],
    ["a secret and no id", { client_secret: "wrong" }, "client_id is missing."],
  ])("takes nothing from Basic where the body has %s", async (_name, fields, problem) => {
    const scene = await createScene();
    const { client_id, client_secret = "" } = scene.client;
    const authorization = basic(client_id, client_secret);
    const response = await postForm(
      scene,
      "introspect",
      { token: "x", ...fields },
      { authorization },
    );
    expect(response).toMatchObject(oauthRefusal(400, "invalid_client", problem));
  });

  it("takes Basic that is encoded wrongly as it stands", async () => {
    const scene = await createScene();
    const authorization = basic("%zz", "x");
    const response = await postForm(scene, "introspect", { token: "x" }, { authorization });
    expect(response).toMatchObject(oauthRefusal(400, "invalid_client", "No such client."));
  });

  it.each([
    ["no client", noCredentials, "client_id is missing."],
    ["an unknown client", { client_id: "connected-app-test-0" }, "No such client."],
    ["no secret", { client_secret: undefined }, "client_secret is missing."],
    ["a wrong secret", { client_secret: "wrong" }, "The client secret is wrong."],
  ])("with %s is 400 without a challenge", async (_name, fields, problem) => {
    const scene = await createScene();
    const response = await redeem(scene, await codeOf(scene), fields);
    expect(response).toMatchObject(oauthRefusal(400, "invalid_client", problem));
    expect(response.headers.has("www-authenticate")).toBe(false);
  });

  it("refuses a secret of a public client", async () => {
    const scene = await createScene("consumer", PUBLIC);
    expect(await redeem(scene, await codeOf(scene), { client_secret: "x" })).toMatchObject(refused);
  });

  it("takes both secrets during a rotation and one after it", async () => {
    const scene = await createScene();
    const path = `${CLIENTS}/${scene.client.client_id}/secrets/rotate`;
    const { body } = await scene.api.call("POST", `${path}/start`, {});
    const next = String(Object(body.connected_app).next_client_secret);
    const status = async (client_secret: string | undefined) =>
      (await introspect(scene, "x", { client_secret })).status;
    expect([await status(scene.client.client_secret), await status(next)]).toEqual([200, 200]);
    await scene.api.call("POST", path, {});
    expect([await status(scene.client.client_secret), await status(next)]).toEqual([400, 200]);
  });
});

describe("the body of a token request", () => {
  const FORM = "application/x-www-form-urlencoded";
  const JSON_TYPE = "application/json";

  it.each([
    ["a duplicate parameter", "grant_type=x&grant_type=x", FORM, "grant_type is repeated."],
    ["JSON that is none", "{", JSON_TYPE, "The body is not valid JSON."],
    ["JSON of wrong types", '{"grant_type":1}', JSON_TYPE, "grant_type is missing or malformed."],
    ["a list", "[]", JSON_TYPE, "The body is missing or malformed."],
    ["a form in JSON's name", "grant_type=x", JSON_TYPE, "The body is not valid JSON."],
    ["an empty parameter", "grant_type=", FORM, "grant_type is missing or malformed."],
  ])("with %s is invalid_request", async (_name, body, type, problem) => {
    const { api } = await createScene();
    const headers = { "content-type": type };
    expect(await api.call("POST", "/v1/oauth2/token", body, headers)).toMatchObject(
      oauthRefusal(400, "invalid_request", problem),
    );
  });

  it.each([`${FORM}; profile=application/json`, "", "text/plain"])(
    "is a form with the content type %j",
    async (type) => {
      const { api } = await createScene();
      const headers = { "content-type": type };
      expect(await api.call("POST", "/v1/oauth2/token", "grant_type=x", headers)).toMatchObject(
        oauthRefusal(400, "invalid_client", "client_id is missing."),
      );
    },
  );

  it("may have duplicates of resource alone", async () => {
    const { api } = await createScene();
    const headers = { "content-type": FORM };
    const body = "grant_type=x&resource=https%3A%2F%2Fa&resource=https%3A%2F%2Fb";
    expect(await api.call("POST", "/v1/oauth2/token", body, headers)).toMatchObject(
      oauthRefusal(400, "invalid_client", "client_id is missing."),
    );
  });
});
