import { decodeJwt } from "jose";
import { expect, it } from "vitest";
import { basic, createApi, readResponse } from "./_api.ts";
import { PASSWORD } from "./_people.ts";

const { projects } = createApi().app;

const LEGACY = `stytch.com/${projects.consumer.projectId}`;

it.each([
  ["the emulator", "http://127.0.0.1:4001", "http://127.0.0.1:4001", undefined],
  ["a project domain", "https://login.example.com", "https://login.example.com", undefined],
  ["a project domain", "https://login.example.com", "https://login.example.com", "with_scheme"],
  ["Stytch's test host", "https://test.stytch.com", LEGACY, undefined],
  ["Stytch's live host", "https://api.stytch.com", LEGACY, undefined],
  ["Stytch's test host", "https://test.stytch.com", `https://${LEGACY}`, "with_scheme"],
  ["Stytch's live host", "https://api.stytch.com", `https://${LEGACY}`, "with_scheme"],
] as const)(
  "a session JWT obtained from %s (%s) has the issuer %s where the habit is %s",
  async (_name, origin, issuer, form) => {
    const { projectId, secret } = projects.consumer;
    const api = createApi({ habits: { ...(form !== undefined && { legacy_issuer: form }) } });
    const request = new Request(`${origin}/v1/passwords`, {
      method: "POST",
      headers: { authorization: basic(projectId, secret) },
      body: JSON.stringify({
        email: "ada@example.com",
        password: PASSWORD,
        session_duration_minutes: 5,
      }),
    });
    const { body } = await readResponse(await api.app.fetch(request));
    expect(decodeJwt(String(body.session_jwt)).iss).toBe(issuer);
  },
);
