import { describe, expect, it } from "vitest";
import { createClock } from "../../emulator/src/clock.ts";
import { refusal } from "./_api.ts";
import {
  advance,
  codeOf,
  createScene,
  exchange,
  introspect,
  oauthRefusal,
  redeem,
  refresh,
  type Scene,
  tokensOf,
  userinfo,
} from "./_oauth.ts";

const START = Date.UTC(2026, 0, 1, 12, 0, 0);
const OFFLINE = { scopes: ["openid", "full_access", "offline_access"] };

/** A scene whose time moves only when a test moves it. */
async function stillScene(clientFields: Record<string, unknown> = {}) {
  let now = START;
  const clock = createClock(() => now);
  const scene = await createScene("consumer", clientFields, {}, { clock });
  const at = (seconds: number) => {
    now = START + seconds * 1000;
  };
  return { scene, at };
}

/** What expires, when, and the response to a use shortly before and at that time. */
const LIFETIMES: {
  what: string;
  seconds: number;
  prepare: (scene: Scene) => Promise<string>;
  use: (scene: Scene, text: string) => Promise<unknown>;
  alive: object;
  expired: object;
}[] = [
  {
    what: "an authorization code",
    seconds: 600,
    prepare: (scene) => codeOf(scene),
    use: redeem,
    alive: { status: 200 },
    expired: oauthRefusal(400, "invalid_grant", "idp_auth_code_expired"),
  },
  {
    what: "an access token at userinfo",
    seconds: 3600,
    prepare: async (scene) => (await tokensOf(scene)).access_token,
    use: userinfo,
    alive: { status: 200 },
    expired: refusal(401, "idp_access_token_expired"),
  },
  {
    what: "an access token in an introspection",
    seconds: 3600,
    prepare: async (scene) => (await tokensOf(scene)).access_token,
    use: introspect,
    alive: { body: { active: true } },
    expired: { body: { active: false } },
  },
  {
    what: "a refresh token",
    seconds: 90 * 24 * 3600,
    prepare: async (scene) => (await tokensOf(scene, OFFLINE)).refresh_token ?? "",
    use: refresh,
    alive: { status: 200 },
    expired: oauthRefusal(400, "invalid_grant", "idp_refresh_token_expired"),
  },
  {
    what: "a session token",
    seconds: 3600,
    prepare: async ({ person }) => person.sessionToken,
    use: ({ api }, session_token) =>
      api.call("POST", "/v1/sessions/authenticate", { session_token }),
    alive: { status: 200 },
    expired: refusal(404, "session_not_found"),
  },
  {
    what: "a session that authorizes",
    seconds: 3600,
    prepare: async ({ person }) => person.sessionToken,
    use: (scene) => codeOf(scene).catch((error: Error) => error.message),
    alive: expect.stringMatching(/^[\w-]{44}$/),
    expired: expect.stringContaining("session_not_found"),
  },
];

describe.each(LIFETIMES)("$what", ({ seconds, prepare, use, alive, expired }) => {
  it(`works up to the last millisecond of ${seconds} s`, async () => {
    const { scene, at } = await stillScene();
    const text = await prepare(scene);
    at(seconds - 0.001);
    expectLike(await use(scene, text), alive);
  });

  it(`has ended after exactly ${seconds} s`, async () => {
    const { scene, at } = await stillScene();
    const text = await prepare(scene);
    at(seconds);
    expectLike(await use(scene, text), expired);
  });
});

describe("the exchange of an access token", () => {
  it("works at exactly 5 minutes of age, and no longer", async () => {
    const { scene, at } = await stillScene();
    const [first, second] = [await tokensOf(scene), await tokensOf(scene)];
    at(300);
    expect((await exchange(scene, first.access_token)).status).toBe(200);
    at(300.001);
    expect(await exchange(scene, second.access_token)).toMatchObject(
      refusal(400, "oauth_access_token_exchange_token_too_old"),
    );
  });

  it("is refused of a token that has expired, young as it is", async () => {
    const { scene, at } = await stillScene({ access_token_expiry_minutes: 5 });
    const { access_token } = await tokensOf(scene);
    at(300);
    expect(await exchange(scene, access_token)).toMatchObject(
      refusal(401, "idp_access_token_expired"),
    );
  });

  it("is refused once the session that authorized has ended, to the millisecond", async () => {
    const { scene, at } = await stillScene();
    at(3500);
    const [first, second] = [await tokensOf(scene), await tokensOf(scene)];
    at(3599.999);
    expect((await exchange(scene, first.access_token)).status).toBe(200);
    at(3600);
    expect(await exchange(scene, second.access_token)).toMatchObject(
      refusal(400, "oauth_access_token_exchange_token_invalid_grant"),
    );
  });
});

describe("a refresh token of a confidential client", () => {
  it("lives another 90 days after each use", async () => {
    const { scene } = await stillScene();
    const { refresh_token } = await tokensOf(scene, OFFLINE);
    await advance(scene, 89 * 24 * 3600);
    expect((await refresh(scene, refresh_token)).status).toBe(200);
    await advance(scene, 90 * 24 * 3600 - 1);
    expect((await refresh(scene, refresh_token)).status).toBe(200);
  });
});

function expectLike(found: unknown, wanted: object): void {
  if (typeof found === "string") expect(found).toEqual(wanted);
  else expect(found).toMatchObject(wanted);
}
