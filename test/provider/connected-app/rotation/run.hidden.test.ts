import { describe, expect, test } from "vitest";
import type { SecretOutputs } from "../../../../provider/src/connected-app/model.ts";
import { rotateSecret } from "../../../../provider/src/connected-app/rotation/run.ts";
import { STILL } from "../../_operations.ts";
import { type SecretServer, secretServer } from "./_secret-server.ts";
import { AT_REST, ROTATING } from "./_steps.ts";

const ID = "connected-app-test-1";

/** A server that shows the last four characters of no secret. */
function hidingServer(next = ""): SecretServer {
  const server = secretServer(undefined, false);
  server.next = next;
  return server;
}

const run = (server: SecretServer, known: SecretOutputs, desired: object) =>
  rotateSecret({ api: server.api, clock: STILL }, server.app(), known, desired);

describe("where the server shows no secret", () => {
  test("a completion whose response is lost is known by the refusal of the next one", async () => {
    const server = hidingServer("secret-2");
    server.failures.set(1, "breaks after");
    const { problem, secrets } = await run(server, ROTATING, { secretVersion: "2" });
    expect(problem).toBeUndefined();
    expect(server.current).toBe("secret-2");
    expect(secrets).toMatchObject({ clientSecret: "secret-2", secretVersion: "2" });
    expect(secrets).not.toHaveProperty("nextClientSecret");
  });

  test.each(["breaks before", "breaks after"] as const)(
    "a cancellation that %s leaves no next secret behind",
    async (failure) => {
      const server = hidingServer("secret-2");
      server.failures.set(1, failure);
      const { problem, secrets } = await run(server, ROTATING, {});
      expect(problem).toBeUndefined();
      expect(server.next).toBe("");
      expect(secrets.clientSecret).toBe("secret-1");
      expect(secrets).not.toHaveProperty("nextClientSecret");
    },
  );

  test("a rotation that someone else ended can be cancelled, and a new secret be made", async () => {
    const server = hidingServer();
    const ended = await run(server, ROTATING, { secretVersion: "2" });
    expect(ended.problem).toMatchObject({ code: "ERR_STYTCH_ROTATION" });
    const back = await run(server, ended.secrets, {});
    expect(back.problem).toBeUndefined();
    const cut = await run(server, back.secrets, { secretVersion: "3" });
    expect(cut.problem).toBeUndefined();
    expect(cut.secrets.clientSecret).toBe(server.current);
  });

  test("a rotation of someone else makes way for the one that is wanted", async () => {
    const server = hidingServer("secret-of-others");
    const { problem, secrets } = await run(server, AT_REST, { nextSecretVersion: "2" });
    expect(problem).toBeUndefined();
    expect(secrets.nextClientSecret).toBe(server.next);
  });
});

test("a look that shows what was before the run keeps every secret", async () => {
  const server = secretServer();
  const behind = server.app();
  const api = { ...server.api, getConnectedApp: async () => behind };
  server.failures.set(2, "breaks after");
  const project = { api, clock: STILL };
  const { secrets, problem } = await rotateSecret(project, behind, AT_REST, { secretVersion: "2" });
  expect(problem).toBeDefined();
  expect([secrets.clientSecret, secrets.nextClientSecret]).toContain(server.current);
  // The next run sees the client as it is, and ends there.
  const next = await rotateSecret({ api: server.api, clock: STILL }, server.app(), secrets, {
    secretVersion: "2",
  });
  expect(next.problem).toBeUndefined();
  expect(next.secrets.clientSecret).toBe(server.current);
  expect(behind.clientId).toBe(ID);
});
