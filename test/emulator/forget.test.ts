import { expect, it } from "vitest";
import { createClock } from "../../emulator/src/clock.ts";
import { HABIT_NAMES } from "../../emulator/src/habits/table.ts";
import { createStore } from "../../emulator/src/state/store.ts";
import { CLIENTS } from "./_api.ts";
import { codeOf, createScene, oauthRefusal, redeem, refresh, tokensOf } from "./_oauth.ts";

const HOUR = 3600;
const OFFLINE = { scopes: ["openid", "offline_access"] };

async function scenery() {
  const store = createStore();
  let seconds = 0;
  const clock = createClock(() => Date.UTC(2026, 0, 1) + seconds * 1000);
  const scene = await createScene("consumer", {}, {}, { store, clock });
  const { projectId } = scene.api.app.projects.consumer;
  const counts = () => {
    const { authorizationCodes, accessTokens, refreshTokens, sessions } = store.of(projectId);
    return [authorizationCodes, accessTokens, refreshTokens, sessions].map(
      (collection) => collection.all().length,
    );
  };
  const at = (time: number) => {
    seconds = time;
  };
  /** Enough requests for a sweep. */
  const pass = async () => {
    for (let n = 0; n < 500; n += 1) await scene.api.call("GET", "/v1/debug/whoami");
  };
  return { scene, counts, at, pass };
}

it("codes, tokens and sessions are forgotten an hour after they expired, and not before", async () => {
  const { scene, counts, at, pass } = await scenery();
  const { refresh_token } = await tokensOf(scene, OFFLINE);
  expect(counts()).toEqual([1, 1, 1, 1]);
  at(2 * HOUR - 1);
  await pass();
  expect(counts()).toEqual([0, 1, 1, 1]);
  at(2 * HOUR);
  await pass();
  expect(counts()).toEqual([0, 0, 1, 0]);
  expect((await refresh(scene, refresh_token)).status).toBe(200);
});

it("of used codes the last thousand are remembered, and unused ones stay", async () => {
  const { scene, counts, pass } = await scenery();
  const unused = await codeOf(scene);
  const codes: string[] = [];
  for (let n = 0; n < 1002; n += 1) {
    const code = await codeOf(scene);
    await redeem(scene, code);
    codes.push(code);
  }
  await pass();
  expect(counts()[0]).toBe(1001);
  expect(await redeem(scene, codes.at(-1) ?? "")).toMatchObject(
    oauthRefusal(400, "invalid_grant", "idp_auth_code_not_found: the authorization code was used"),
  );
  expect((await redeem(scene, unused)).status).toBe(200);
});

it("the inspector shows the last 50 of each kind, and says of how many", async () => {
  const { scene } = await scenery();
  for (let n = 0; n < 60; n += 1) {
    await scene.api.call("POST", CLIENTS, { client_type: "first_party", client_name: `n${n}.` });
  }
  const request = new Request("http://emulator.test/_emulator/");
  const text = await (await scene.api.app.fetch(request)).text();
  expect(text).toContain("The last 50 of 61.");
  expect(text).toContain("n59.");
  expect(text).not.toContain(">n9.");
  expect(text.match(/<tr>/g)?.length).toBeLessThan(120 + HABIT_NAMES.length);
});
