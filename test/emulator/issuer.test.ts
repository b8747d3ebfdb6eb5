import { decodeJwt } from "jose";
import { expect, it } from "vitest";
import { basic, createApi, readResponse } from "./_api.ts";
import { PASSWORD } from "./_people.ts";

const { projects } = createApi().app;

it.each([
  ["the emulator", "http://127.0.0.1:4001", "http://127.0.0.1:4001"],
  ["a project domain", "https://login.example.com", "https://login.example.com"],
  ["Stytch's test host", "https://test.stytch.com", `stytch.com/${projects.consumer.projectId}`],
  ["Stytch's live host", "https://api.stytch.com", `stytch.com/${projects.consumer.projectId}`],
])("a session JWT obtained from %s names it as the issuer", async (_name, origin, issuer) => {
  const { projectId, secret } = projects.consumer;
  const request = new Request(`${origin}/v1/passwords`, {
    method: "POST",
    headers: { authorization: basic(projectId, secret) },
    body: JSON.stringify({
      email: "ada@example.com",
      password: PASSWORD,
      session_duration_minutes: 5,
    }),
  });
  const { body } = await readResponse(await createApi().app.fetch(request));
  expect(decodeJwt(String(body.session_jwt)).iss).toBe(issuer);
});
