import { expect, it } from "vitest";
import { newId } from "../../emulator/src/ids.ts";
import { forgetOld } from "../../emulator/src/state/forget.ts";
import { createStore } from "../../emulator/src/state/store.ts";
import { CLIENTS, createApi } from "./_api.ts";

const HOUR = 3_600_000;

it("of 200,000 codes that were never used the last 10,000 stay, and none an hour after its end", () => {
  const state = createStore().of("project-test-x");
  const grant = {
    grantId: "g",
    clientId: "c",
    subjectId: "s",
    organizationId: null,
    sessionId: null,
    scopes: [],
  };
  for (let n = 0; n < 200_000; n += 1) {
    const fields = { redirectUri: "", codeChallenge: null, nonce: null, used: false };
    state.authorizationCodes.add({ id: String(n), grant, ...fields, expiresAt: HOUR });
    if (n % 20_000 === 19_999) forgetOld(state, 0);
  }
  const ids = state.authorizationCodes.all().map(({ id }) => id);
  expect(ids).toHaveLength(10_000);
  expect(ids.at(-1)).toBe("199999");
  forgetOld(state, 2 * HOUR);
  expect(state.authorizationCodes.all()).toEqual([]);
});

it("of 50,000 client secrets the last 20,000 are known in clear text, and few others", () => {
  const { clearSecrets } = createStore().of("project-test-x");
  const secrets = Array.from({ length: 50_000 }, () => newId("secret", "test"));
  const stored = secrets.map((secret) => clearSecrets.remember(secret));
  const known = stored.filter(({ sha256 }) => clearSecrets.find(sha256) !== undefined);
  expect(known.length).toBeLessThan(40_000);
  expect(known.slice(-20_000)).toEqual(stored.slice(-20_000));
});

it("a state file has no client secret in clear text", async () => {
  const store = createStore();
  const api = createApi({}, { store });
  const { text } = await api.call("POST", CLIENTS, { client_type: "first_party" });
  const secret = /"client_secret":"([^"]+)"/.exec(text)?.[1] ?? "";
  expect(secret).not.toBe("");
  expect(JSON.stringify(store.snapshot())).not.toContain(secret);
});
