import type { AppOptions } from "../../../emulator/src/index.ts";
import { CLIENTS, createApi, ORIGIN } from "../_api.ts";
import {
  authorize,
  codeOf,
  createScene,
  exchange,
  introspect,
  redeem,
  refresh,
  type Scene,
  tokensOf,
} from "../_oauth.ts";
import { advance, type Cases } from "./_case.ts";

const LIVE = "project-live-00000000-0000-4000-8000-00000000c001";
const TEST = "project-test-00000000-0000-4000-8000-00000000c001";
const OFFLINE = { scopes: ["openid", "offline_access"] };

/** Secrets, authorizations, tokens and registration. */
export const OAUTH_CASES: Pick<
  Cases,
  | "old_secret_grace_seconds"
  | "rotation_start_while_running"
  | "unknown_fields_of_authorize"
  | "invalid_client_status"
  | "disabled_registration_error"
  | "registration_duplicates"
  | "registration_localhost_error"
  | "legacy_registration_endpoint"
  | "legacy_issuer"
  | "authorization_response_iss"
  | "authorization_code_lifetime_seconds"
  | "second_exchange_status"
  | "refresh_token_rotation"
> = {
  old_secret_grace_seconds: {
    async look(options) {
      const scene = await sceneOf(options);
      const { api, client } = scene;
      const path = `${CLIENTS}/${client.client_id}/secrets/rotate`;
      const next = Object((await api.call("POST", `${path}/start`, {})).body.connected_app);
      await api.call("POST", path, {});
      const works = async (client_secret: unknown) =>
        (await introspect(scene, "x", { client_secret: String(client_secret) })).status === 200;
      const seen = [await works(client.client_secret), await works(next.next_client_secret)];
      await advance(api, 59);
      seen.push(await works(client.client_secret));
      await advance(api, 1);
      return [...seen, await works(client.client_secret), await works(next.next_client_secret)];
    },
    shows: { 0: [false, true, false, false, true], 60: [true, true, true, false, true] },
  },
  rotation_start_while_running: {
    async look(options) {
      const scene = await sceneOf(options);
      const path = `${CLIENTS}/${scene.client.client_id}/secrets/rotate/start`;
      const start = () => scene.api.call("POST", path, {});
      const works = async ({ connected_app }: Record<string, unknown>) => {
        const secret = Object(connected_app).next_client_secret;
        return (await introspect(scene, "x", { client_secret: secret })).status === 200;
      };
      const first = await start();
      const second = await start();
      return [second.body.error_type ?? (await works(second.body)), await works(first.body)];
    },
    shows: { refused: ["connected_app_already_rotating_secret", true], replaced: [true, false] },
  },
  unknown_fields_of_authorize: {
    async look(options) {
      const scene = await sceneOf(options);
      const { body } = await authorize(scene, { resource: "https://example.com" });
      const start = await authorize(scene, { resource: "https://example.com" }, "authorize/start");
      const known = await authorize(scene, { resources: ["https://example.com"] });
      return [body.error_type ?? "none", start.status, known.status];
    },
    shows: { ignored: ["none", 200, 200], refused: ["invalid_argument", 200, 200] },
  },
  invalid_client_status: {
    async look(options) {
      const scene = await sceneOf(options);
      const redeemed = await redeem(scene, await codeOf(scene), { client_secret: "wrong" });
      const introspected = await introspect(scene, "x", { client_id: "x" });
      return [redeemed, introspected].map(({ status, body, headers }) => [
        status,
        body.error,
        headers.has("www-authenticate"),
      ]);
    },
    shows: {
      "400": [
        [400, "invalid_client", false],
        [400, "invalid_client", false],
      ],
      "401": [
        [401, "invalid_client", true],
        [401, "invalid_client", true],
      ],
    },
  },
  disabled_registration_error: {
    async look(options) {
      const { status, body } = await register(options, {}, false);
      return [status, body.error_type, body.error, body.error_message];
    },
    shows: {
      api: [
        400,
        "dynamic_client_registration_not_enabled",
        undefined,
        "Dynamic Client Registration is not enabled for this project.",
      ],
      oauth: [400, undefined, "invalid_request", undefined],
    },
  },
  registration_duplicates: {
    async look(options) {
      const api = createApi(options);
      const urls = ["http://localhost:1/cb", "http://localhost:2/cb", "http://localhost/cb"];
      const others = ["http://localhost:1/other", "http://127.0.0.1:1/cb"];
      const ids = [];
      for (const url of [...urls, ...others]) {
        ids.push((await register(options, { redirect_uris: [url] }, true, api)).body.client_id);
      }
      const { body } = await api.call("GET", `${CLIENTS}/${ids[1]}`);
      return [new Set(ids).size, Object(body.connected_app).redirect_urls];
    },
    shows: {
      any_loopback_port: [
        3,
        ["http://localhost:1/cb", "http://localhost:2/cb", "http://localhost/cb"],
      ],
      identical: [5, ["http://localhost:2/cb"]],
    },
  },
  registration_localhost_error: {
    options: { projects: { consumer: { projectId: LIVE } } },
    async look(options) {
      const { body } = await register(options, { redirect_uris: ["http://localhost/cb"] });
      return [body.error, String(body.error_description).split(":")[0]];
    },
    shows: {
      client_redirect_url_cannot_use_localhost: [
        "invalid_redirect_uri",
        "client_redirect_url_cannot_use_localhost",
      ],
      connected_app_redirect_url_cannot_use_localhost: [
        "invalid_redirect_uri",
        "connected_app_redirect_url_cannot_use_localhost",
      ],
    },
  },
  legacy_registration_endpoint: {
    async look(options) {
      const api = createApi(options);
      await api.call("PUT", "/_emulator/project", { dynamicClientRegistration: true });
      const legacy = `/v1/public/${api.app.projects.consumer.projectId}`;
      const seen = [];
      for (const base of ["", legacy]) {
        const { body } = await api.call("GET", `${base}/.well-known/openid-configuration`);
        seen.push(body.registration_endpoint);
      }
      return seen.map((endpoint) => endpoint !== undefined);
    },
    shows: { left_out: [true, false], named: [true, true] },
  },
  legacy_issuer: {
    async look(options) {
      const api = createApi(options);
      const legacy = `/v1/public/${api.app.projects.consumer.projectId}`;
      const seen = [];
      for (const base of ["", legacy]) {
        for (const name of ["openid-configuration", "oauth-authorization-server"]) {
          seen.push((await api.call("GET", `${base}/.well-known/${name}`)).body.issuer);
        }
      }
      return seen;
    },
    shows: {
      without_scheme: [ORIGIN, ORIGIN, `stytch.com/${TEST}`, `stytch.com/${TEST}`],
      with_scheme: [ORIGIN, ORIGIN, `https://stytch.com/${TEST}`, `https://stytch.com/${TEST}`],
    },
  },
  authorization_response_iss: {
    async look(options) {
      const scene = await sceneOf(options, { client_type: "third_party" });
      const seen = [];
      for (const consent_granted of [true, false]) {
        const { body } = await authorize(scene, { consent_granted, prompt: "consent" });
        seen.push(new URL(String(body.redirect_uri)).searchParams.get("iss"));
      }
      return seen;
    },
    shows: {
      left_out: [null, null],
      issuer: [ORIGIN, ORIGIN],
      without_scheme: [`stytch.com/${TEST}`, `stytch.com/${TEST}`],
    },
  },
  authorization_code_lifetime_seconds: {
    async look(options) {
      const scene = await sceneOf(options);
      const early = await codeOf(scene);
      await advance(scene.api, 59);
      const seen = [(await redeem(scene, early)).status];
      const late = await codeOf(scene);
      await advance(scene.api, 60);
      return [...seen, (await redeem(scene, late)).status];
    },
    shows: { 30: [400, 400], 60: [200, 400], 600: [200, 200] },
  },
  second_exchange_status: {
    async look(options) {
      const scene = await sceneOf(options);
      const { access_token } = await tokensOf(scene);
      await exchange(scene, access_token);
      const { status, body } = await exchange(scene, access_token);
      return [status, body.error_type];
    },
    shows: {
      "400": [400, "idp_access_token_could_not_be_exchanged"],
      "404": [404, "idp_access_token_could_not_be_exchanged"],
    },
  },
  refresh_token_rotation: {
    async look(options) {
      const seen = [];
      for (const client_type of ["first_party", "first_party_public"]) {
        const scene = await sceneOf(options, { client_type });
        const { refresh_token } = await tokensOf(scene, OFFLINE);
        const { body } = await refresh(scene, refresh_token);
        const again = await refresh(scene, refresh_token);
        seen.push([body.refresh_token !== undefined, again.status]);
      }
      return seen;
    },
    shows: {
      public: [
        [false, 200],
        [true, 400],
      ],
      all: [
        [true, 400],
        [true, 400],
      ],
    },
  },
};

function sceneOf(options: AppOptions, client: Record<string, unknown> = {}): Promise<Scene> {
  return createScene("consumer", client, {}, {}, options);
}

async function register(
  options: AppOptions,
  fields: Record<string, unknown>,
  isEnabled = true,
  api = createApi(options),
) {
  await api.call("PUT", "/_emulator/project", { dynamicClientRegistration: isEnabled });
  const body = { redirect_uris: ["https://app.example.com/"], client_name: "a", ...fields };
  return api.call("POST", "/v1/oauth2/register", body, { authorization: "" });
}
