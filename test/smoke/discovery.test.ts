import EventEmitter from "node:events";
import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { misplacedEndpoints } from "../../smoke/src/oauth/metadata.ts";
import { failuresOf, openScene, type Scene, smoke } from "./_harness.ts";
import { tamper } from "./_wire.ts";

type Document = Record<string, unknown>;

/** The scene behind a server that says other things in its discovery documents. */
async function falsify(scene: Scene, falsified: (document: Document) => Document) {
  const paths: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method, url = "/", headers } = incoming;
    paths.push(`${method} ${url}`);
    const body = await buffer(incoming);
    const onward = request(new URL(url, scene.url), { method, headers });
    onward.on("response", async (response) => {
      const said = await buffer(response);
      const isDocument = /\/\.well-known\/o/.test(url);
      const shown = isDocument ? JSON.stringify(falsified(JSON.parse(said.toString()))) : said;
      const { "content-length": _length, ...kept } = response.headers;
      outgoing.writeHead(response.statusCode ?? 500, kept).end(shown);
    });
    onward.end(body);
  });
  const apiUrl = await listen(server);
  return { scene: { ...scene, target: { ...scene.target, apiUrl } }, paths };
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, "127.0.0.1");
  await EventEmitter.once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

/** A server that takes whatever it is sent. */
async function openTrap(): Promise<{ url: string; caught: string[] }> {
  const caught: string[] = [];
  const server = createServer((incoming, outgoing) => {
    caught.push(`${incoming.method} ${incoming.url}`);
    outgoing.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  return { url: await listen(server), caught };
}

describe("smokeTest() w/ discovery that points elsewhere", () => {
  test.for([
    "token_endpoint",
    "jwks_uri",
    "introspection_endpoint",
    "revocation_endpoint",
    "userinfo_endpoint",
    "registration_endpoint",
  ])("sends nothing to a %s on another port of this machine", async (name) => {
    const trap = await openTrap();
    const open = await openScene();
    const { scene, paths } = await falsify(open, (document) => ({
      ...document,
      [name]: `${trap.url}/stolen`,
    }));
    const report = await smoke(scene);
    expect(failuresOf(report)).toMatchObject([{ id: "discovery" }]);
    expect(failuresOf(report)[0]?.reason).toContain(`${name} is at ${trap.url}.`);
    expect(trap.caught).toEqual([]);
    expect(paths.filter((path) => /oauth2|jwks/.test(path))).toEqual([]);
  });

  test.for([undefined, [], ["s256"]])(
    "demands S256 of the OAuth document, which lists %j",
    async (methods) => {
      const { scene } = await falsify(await openScene(), (document) =>
        "subject_types_supported" in document
          ? document
          : { ...document, code_challenge_methods_supported: methods },
      );
      const [failure] = failuresOf(await smoke(scene));
      expect(failure?.reason).toMatch(
        methods?.length
          ? /^\/\.well-known\/oauth-authorization-server offers the PKCE method s256\.$/
          : /^\/\.well-known\/oauth-authorization-server does not list the PKCE method S256\.$/,
      );
    },
  );

  test.for([
    ["where the OpenID document says", "/v1/public/PROJECT/.well-known/jwks.json"],
    ["from the usual place where it does not", undefined],
  ] as const)("reads the keys %s", async ([_title, place]) => {
    const open = await openScene();
    const path = place?.replace("PROJECT", open.target.projectId);
    const { scene, paths } = await falsify(open, (document) => ({
      ...document,
      jwks_uri: path && `${document.issuer}${path}`,
    }));
    expect(failuresOf(await smoke(scene, { only: ["discovery"] }))).toEqual([]);
    expect(paths.filter((one) => one.endsWith("/jwks.json"))).toEqual([
      `GET ${path ?? "/.well-known/jwks.json"}`,
    ]);
  });

  test.for([[[]], [[{}]], [[{ kid: "1" }]]])("demands keys, not %j", async ([keys]) => {
    const scene = await tamper(await openScene(), ({ body }) => {
      if ("keys" in body) body.keys = keys;
    });
    const [failure] = failuresOf(await smoke(scene, { only: ["discovery"] }));
    expect(failure?.reason).toMatch(/jwks\.json: the response is not as specified: keys/);
  });

  test("names both origins that it trusts, where the API is at another than the domain", async () => {
    const trap = await openTrap();
    const open = await openScene();
    const { scene } = await falsify(open, (document) => ({
      ...document,
      token_endpoint: `${trap.url}/token`,
    }));
    const trusting = async (target: Scene["target"]) =>
      failuresOf(await smoke({ ...scene, target }))[0]?.reason;
    const { apiUrl: projectDomain = "" } = scene.target;
    expect(await trusting(scene.target)).toContain(`elsewhere than at ${projectDomain}: token_`);
    expect(await trusting({ ...scene.target, apiUrl: open.url, projectDomain })).toContain(
      `elsewhere than at ${projectDomain} or ${open.url}: token_`,
    );
  });

  test("judges both documents", async () => {
    const trap = await openTrap();
    const { scene } = await falsify(await openScene(), (document) =>
      "subject_types_supported" in document
        ? document
        : { ...document, token_endpoint: `${trap.url}/token` },
    );
    const [failure] = failuresOf(await smoke(scene));
    expect(failure?.reason).toMatch(/^\/\.well-known\/oauth-authorization-server names endpoints/);
  });

  test("follows no redirect to another place", async () => {
    const trap = await openTrap();
    const open = await openScene();
    const redirecting = createServer((_incoming, outgoing) => {
      outgoing.writeHead(307, { location: `${trap.url}/stolen` }).end();
    });
    const projectDomain = await listen(redirecting);
    const report = await smoke({ ...open, target: { ...open.target, projectDomain } });
    expect(report.checks.find(({ id }) => id === "discovery")).toMatchObject({
      evidence: { status: 307 },
    });
    expect(trap.caught).toEqual([]);
  });
});

describe("misplacedEndpoints()", () => {
  const issuer = "https://login.example.com";
  const api = "https://api.stytch.com";
  const valid = {
    issuer,
    authorization_endpoint: "https://app.example.com/authorize",
    token_endpoint: `${issuer}/v1/oauth2/token`,
    userinfo_endpoint: `${api}/v1/public/project-live-1/oauth2/userinfo`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
  };
  const judged = (change: object) => misplacedEndpoints({ ...valid, ...change }, [issuer, api]);

  test("lets the issuer's and the API's endpoints pass, and the customer's pages anywhere", () => {
    expect(judged({})).toEqual([]);
    expect(judged({ authorization_endpoint: "http://localhost:3000/authorize" })).toEqual([]);
    expect(judged({ end_session_endpoint: "https://app.example.com/logout" })).toEqual([]);
    expect(judged({ op_tos_uri: "http://example.org/terms", registration_endpoint: null })).toEqual(
      [],
    );
  });

  test.for([
    ["token_endpoint", "https://login.example.com.evil.dev/token", "is at https://login.example"],
    ["token_endpoint", "https://login.example.com:8443/token", "is at https://login.example.com:8"],
    ["token_endpoint", "http://login.example.com/token", "is at http://login.example.com"],
    ["token_endpoint", "http://127.0.0.1/token", "is at http://127.0.0.1"],
    ["token_endpoint", "/token", "is not an absolute URL"],
    ["token_endpoint", "https://login.example.com@evil.dev/token", "holds credentials"],
    ["token_endpoint", "https://a:b@login.example.com/token", "holds credentials"],
    ["jwks_uri", "http://keys.example.net/jwks.json", "is at http://keys.example.net"],
    ["jwks_uri", "data:application/json,{}", "is at data:"],
    ["introspection_endpoint", "https://evil.dev/", "is at https://evil.dev"],
    ["pushed_authorization_request_endpoint", "https://evil.dev/", "is at https://evil.dev"],
    ["revocation_endpoint", 7, "is not an absolute URL"],
    ["authorization_endpoint", "http://app.example.com/a", "is at http://app.example.com, which"],
    ["authorization_endpoint", "javascript:alert(1)", "is at javascript:"],
  ] as const)("refuses %s = %j", ([name, value, problem]) => {
    expect(judged({ [name]: value })).toEqual([expect.stringContaining(`${name} ${problem}`)]);
  });
});
