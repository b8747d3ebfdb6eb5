import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { complaints, openScene, type Scene, type SceneWish, smoke } from "./_harness.ts";

/** Of Stytch's own host, which serves every project: its API, but neither documents nor OAuth. */
const API = /^\/v1\/(?!oauth2\/)/;
const HOST = "test.stytch.com";

/** A scene whose API is at Stytch's own host, as the emulator sees it, and the rest at a domain. */
async function openStytchScene(wish: SceneWish): Promise<Scene> {
  const scene = await openScene({
    ...wish,
    emulatorOptions: { ...wish.emulatorOptions, allowedHosts: [HOST] },
  });
  const server = createServer((incoming, outgoing) => {
    const { method, url = "/", headers } = incoming;
    const host = API.test(url) ? HOST : headers.host;
    const onward = request(new URL(url, scene.url), { method, headers: { ...headers, host } });
    onward.on("response", (response) => {
      outgoing.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { ...scene, target: { ...scene.target, apiUrl: `http://127.0.0.1:${port}` } };
}

test.each([
  ["consumer", "without_scheme"],
  ["consumer", "with_scheme"],
  ["b2b", "without_scheme"],
  ["b2b", "with_scheme"],
] as const)("a %s project whose sessions name Stytch's host %s passes", async (vertical, form) => {
  const emulatorOptions = { habits: { legacy_issuer: form } };
  const scene = await openStytchScene({ vertical, emulatorOptions });
  expect(complaints(await smoke(scene))).toEqual([]);
});

test.each(["without_scheme", "with_scheme"] as const)(
  "a session JWT of another issuer is refused where Stytch's host is named %s",
  async (form) => {
    const scene = await openStytchScene({ emulatorOptions: { habits: { legacy_issuer: form } } });
    await scene.control("PUT", "/misbehaviours", ["wrong_session_jwt_issuer"]);
    const said = complaints(await smoke(scene)).join("\n");
    expect(said).toMatch(
      /session-exchange: The session JWT is from (https:\/\/)?stytch\.com\/.*\/other/,
    );
  },
);
