import { expect, test } from "vitest";
import { discovery } from "../../smoke/src/checks/discovery.ts";
import type { CheckContext } from "../../smoke/src/context.ts";
import type { HttpRequest } from "../../smoke/src/http/http-client.ts";
import { createSecrets } from "../../smoke/src/secrets.ts";

const API = "https://test.stytch.com";
const PROJECT = "project-test-11111111-1111-4111-8111-111111111111";
const FIRST = `${API}/v1/public/${PROJECT}/.well-known/openid-configuration`;

/** Where discovery asks, of a project of Stytch whose own domain is not given. */
async function asked(issuer: string, token_endpoint: string) {
  const urls: string[] = [];
  const accepted: unknown[] = [];
  const context = {
    target: { apiUrl: API, projectId: PROJECT, loopback: false, projectDomain: undefined },
    secrets: createSecrets(),
    http: {
      async send({ url, headers }: HttpRequest) {
        urls.push(url);
        accepted.push(headers.accept);
        if (urls.length > 1) throw new Error("asked enough");
        const text = JSON.stringify({ issuer, token_endpoint });
        return { place: `GET ${url}`, status: 200, headers: {}, text };
      },
    },
  };
  const running = discovery.run(context as unknown as CheckContext, false);
  const error = await running.catch((one: Error) => one);
  return { urls, accepted, message: error instanceof Error ? error.message : "" };
}

test.each([
  ["the issuer", "https://login.example.com", `${API}/v1/token`],
  ["the token endpoint", `stytch.com/${PROJECT}`, "https://login.example.com/v1/oauth2/token"],
  [
    "the token endpoint, not Stytch's",
    `https://stytch.com/${PROJECT}`,
    "https://login.example.com/t",
  ],
  ["the token endpoint, not an insecure issuer", "http://a.example", "https://login.example.com/t"],
  ["the token endpoint, not a loopback issuer", "https://localhost:1", "https://login.example.com"],
])("the project's domain is that of %s", async (_name, issuer, endpoint) => {
  const { urls } = await asked(issuer, endpoint);
  expect(urls).toEqual([FIRST, "https://login.example.com/.well-known/openid-configuration"]);
});

test.each([
  ["the API itself", API, `${API}/v1/token`],
  ["a host of all projects", `https://stytch.com/${PROJECT}`, "https://api.stytch.com/v1/token"],
  ["loopback", "https://127.0.0.1", "https://localhost:8443/token"],
  ["no secure address", "http://login.example.com", "ftp://login.example.com/"],
  ["no address", `stytch.com/${PROJECT}`, "nowhere"],
])("%s is no project's domain, and nothing is sent there", async (_name, issuer, endpoint) => {
  const { urls, message } = await asked(issuer, endpoint);
  expect(urls).toEqual([FIRST]);
  expect(message).toContain("The project's own domain is not known");
});

test("discovery asks for JSON", async () => {
  const { accepted } = await asked("https://login.example.com", `${API}/v1/token`);
  expect(accepted).toEqual(["application/json", "application/json"]);
});
