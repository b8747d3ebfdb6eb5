import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ControlParts, controlRoutes } from "../../emulator/src/routes/control.ts";
import { habitsRoutes } from "../../emulator/src/routes/habits.ts";
import { oauthControlRoutes } from "../../emulator/src/routes/oauth-control.ts";
import { checkProperty } from "../_property.ts";
import { type Api, createApi } from "./_api.ts";

interface Route {
  /** A body that is taken. */
  right: unknown;
  /** What a GET shows that a refused body must not change. */
  shown: string;
  /** Bodies that are wrong in their parts, and what the error says of them. */
  wrong: readonly (readonly [unknown, string])[];
}

const WITH_BODY: Record<string, Route> = {
  "PUT /_emulator/faults": {
    right: [{ status: 503 }],
    shown: "/_emulator/faults",
    wrong: [
      [{ faults: {} }, "faults: must be a list, not an object"],
      [{ fault: [] }, 'the body: has no field "fault"; did you mean faults?'],
      [[7], "faults[0]: must be an object, not a whole number"],
      [[{ statuss: 503 }], 'faults[0]: has no field "statuss"; did you mean status?'],
      [[{ status: "503" }], "faults[0].status: must be a whole number from 400 to 599"],
      [[{ status: 600 }], "faults[0].status: must be a whole number from 400 to 599"],
      [
        [{ status: 503, times: 0 }],
        'times: must be a whole number that is at least 1, null or "al',
      ],
      [[{ status: 503, after: 0.5 }], "faults[0].after: must be a whole number that is at least 0"],
      [[{ latencyMs: 600_001 }], "latencyMs: must be a whole number of milliseconds from 0 to 600"],
      [[{ rateLimit: null }], "faults[0].rateLimit: must be a whole number that is at least 0"],
      [[{ drop: "befor" }], "faults[0].drop: must be one of before, after; did you mean before?"],
      [[{ body: 1 }], "faults[0].body: must be one of malformed, truncated"],
      [[{ status: 503, route: 7 }], "faults[0].route: must be a text, not a whole number"],
      [
        [{ status: 503, route: "GET /v1/debug/whoam" }],
        "faults[0].route: there is no such route; did you mean GET /v1/debug/whoami?",
      ],
      [[{ status: 503, route: "x" }], "there is no such route; the routes are "],
      [[{ status: 503, retryAfter: "soon" }], "retryAfter: must be whole seconds or an HTTP"],
      [[{ status: 503, retryAfter: -1 }], "retryAfter: must be whole seconds or an HTTP"],
      [[{ status: 503, retryAfter: {} }], "faults[0].retryAfter: must be whole seconds or an HTTP"],
      [[{}], "faults[0]: exactly one of status, latencyMs, drop, body, rateLimit is needed"],
    ],
  },
  "POST /_emulator/clock": {
    right: { advanceSeconds: 1 },
    shown: "/_emulator/faults",
    wrong: [
      [{}, "advanceSeconds: must be a number of seconds, 0 or more"],
      [{ advanceSeconds: "1" }, "advanceSeconds: must be a number of seconds, 0 or more"],
      [{ advanceSeconds: -1 }, "advanceSeconds: must be a number of seconds, 0 or more"],
      ['{"advanceSeconds":1e999}', "advanceSeconds: must be a number of seconds, 0 or more"],
      [{ advanceSeconds: 1e300 }, "advanceSeconds: the clock must stay before the year 9999"],
      [
        { advanceSecond: 1 },
        'the body: has no field "advanceSecond"; did you mean advanceSeconds?',
      ],
    ],
  },
  "PUT /_emulator/habits": {
    right: { url_list_order: "sorted" },
    shown: "/_emulator/habits",
    wrong: [
      [{ habits: [] }, "habits: must be an object, not a list"],
      [{ habits: null }, "habits: must be an object, not null"],
      [{ habits: {}, url: 1 }, 'the body: has no field "url"; the fields are habits'],
      [{ url_list_oder: "kept" }, "url_list_oder: no such habit; did you mean url_list_order?"],
      [{ url_list_order: "sort" }, "url_list_order: must be one of kept, sorted; did you mean sor"],
      [{ url_list_order: null }, "url_list_order: must be one of kept, sorted"],
      [{ search_lag_seconds: "1" }, "search_lag_seconds: must be a whole number of seconds from 0"],
      [{ search_page_maximum: 1001 }, "must be a whole number of clients from 1 to 1000"],
    ],
  },
  "PUT /_emulator/project": {
    right: { dynamicClientRegistration: true },
    shown: "/_emulator/project",
    wrong: [
      [{ customScope: [] }, 'the body: has no field "customScope"; did you mean customScopes?'],
      [{ dynamicClientRegistration: "yes" }, "must be true or false, not a text"],
      [{ customScopes: {} }, "customScopes: must be a list, not an object"],
      [{ customScopes: [{}] }, "customScopes[0].scope: is missing; give a text"],
      [{ customScopes: [{ scope: "a b" }] }, "customScopes[0].scope: must be a scope as RFC 6749"],
      [{ authorizationEndpoint: "page" }, "authorizationEndpoint: must be a URL such as https://"],
      [{ requireRedirectUri: "sometimes" }, "must be one of confidential, always, never"],
    ],
  },
  "PUT /_emulator/misbehaviours": {
    right: ["wrong_issuer"],
    shown: "/_emulator/misbehaviours",
    wrong: [
      [{ misbehaviours: {} }, "misbehaviours: must be a list, not an object"],
      [{}, "misbehaviours: is missing; give a list"],
      [["wrong_isuer"], "misbehaviours[0]: there is no such name; did you mean wrong_issuer?"],
      [["x"], "misbehaviours[0]: must be one of wrong_issuer, "],
      [[7], "misbehaviours[0]: must be one of wrong_issuer, "],
      [{ misbehaviour: [] }, 'has no field "misbehaviour"; did you mean misbehaviours?'],
    ],
  },
  "PUT /_emulator/bends": {
    right: ["wrong_issuer"],
    shown: "/_emulator/bends",
    wrong: [
      [{ bends: "wrong_issuer" }, "bends: must be a list, not a text"],
      [["wrong_isuer"], "bends[0]: there is no such name; did you mean wrong_issuer?"],
      [{ bend: [] }, 'the body: has no field "bend"; did you mean bends?'],
    ],
  },
};

const WITHOUT_BODY = [
  "POST /_emulator/reset",
  "POST /_emulator/stats/reset",
  "DELETE /_emulator/habits",
];

/** What it is, the body, and what the error says. */
type Wrong = [name: string, body: unknown, text: string];

/** Bodies that no route takes, whatever its schema. */
const NO_BODIES: readonly Wrong[] = [
  ["nothing", "", "the body: is empty; send a body such as "],
  ["text", "status=503", "the body: is not valid JSON: look at line 1, column 1; send a body such"],
  ["cut JSON", '{\n  "a": ', "is not valid JSON: look at line 2, column "],
  ["null", "null", "the body: must be an object, not null; send a body such as "],
  ["a text", '"x"', "the body: must be an object, not a text; send a body such as "],
  ["a number", "7", "the body: must be an object, not a whole number; send a body such as "],
  ["a half", "0.5", "the body: must be an object, not a number; send a body such as "],
  ["true", "true", "the body: must be an object, not true or false; send a body such as "],
];

/** Words of the library that reads bodies. */
const FOREIGN = /invalid|expected|received|unrecognized|too (small|big)|zod|undefined|\(root\)/i;

async function send(api: Api, route: string, body: unknown) {
  const [method = "", path = ""] = route.split(" ");
  return api.call(method, path, body);
}

describe.each(Object.entries(WITH_BODY))("%s", (route, { right, shown, wrong }) => {
  it("takes the right body", async () => {
    expect((await send(createApi(), route, right)).status).toBe(200);
  });

  const aList: Wrong[] = Array.isArray(right) ? [] : [["a list", "[]", "must be an object, not a"]];
  const parts = wrong.map(([body, text]): Wrong => [JSON.stringify(body), body, text]);
  const bodies: Wrong[] = [...NO_BODIES, ...aList, ...parts];
  it.each(bodies)(
    "refuses %s with an error that names route, place and remedy",
    async (_name, body, text) => {
      const api = createApi();
      const before = (await api.call("GET", shown)).text;
      const response = await send(api, route, body);
      expect(response.status).toBe(400);
      const error = String(response.body.error);
      expect(error).toMatch(new RegExp(`^${route}: .`));
      expect(error).toContain(text);
      expect(error.replaceAll(/is not valid JSON|invalid_/g, "")).not.toMatch(FOREIGN);
      expect((await api.call("GET", shown)).text).toBe(before);
    },
  );

  it("names an example that it takes", async () => {
    const { body } = await send(createApi(), route, "null");
    const example = String(body.error).split("send a body such as ")[1] ?? "";
    expect((await send(createApi(), route, example)).status).toBe(200);
  });
});

describe.each(WITHOUT_BODY)("%s", (route) => {
  it.each(["", " ", "{}"])("takes %j", async (body) => {
    expect((await send(createApi(), route, body)).status).toBe(200);
  });

  it.each(["[]", "null", "7", '"x"', '{"a":1}', "text"])(
    "refuses %s, which it would ignore",
    async (body) => {
      const { status, body: said } = await send(createApi(), route, body);
      expect(status).toBe(400);
      expect(said.error).toBe(
        `${route}: the body: the route takes none; send the request without one`,
      );
    },
  );
});

it("any JSON is taken, or refused in plain words", async () => {
  const routes = Object.keys(WITH_BODY);
  const fields = ["faults", "status", "route", "times", "habits", "bends", "misbehaviours"];
  const key = fc.oneof(fc.constantFrom(...fields, "customScopes", "advanceSeconds"), fc.string());
  const { body } = fc.letrec<{ body: unknown; list: unknown; object: unknown }>((tie) => ({
    body: fc.oneof({ maxDepth: 3 }, fc.jsonValue({ maxDepth: 1 }), tie("list"), tie("object")),
    list: fc.array(tie("body"), { maxLength: 3 }),
    object: fc.dictionary(key, tie("body"), { maxKeys: 3 }),
  }));
  let refused = 0;
  const property = fc.asyncProperty(fc.constantFrom(...routes), body, async (route, sent) => {
    const { status, body } = await send(createApi(), route, JSON.stringify(sent));
    if (status === 200) return;
    refused += 1;
    expect(status).toBe(400);
    expect(body.error).toMatch(new RegExp(`^${route}: .`));
    expect(body.error).not.toMatch(/Invalid|expected|received|Unrecognized|Too (small|big)/);
  });
  await checkProperty(property, 200);
  expect(refused).toBeGreaterThan(50);
});

it("no control route is left out", () => {
  const routes = [
    controlRoutes({ routes: [] } as unknown as ControlParts),
    habitsRoutes({} as never),
    oauthControlRoutes({} as never),
  ].flatMap((app) => app.routes.map(({ method, path }) => `${method} /_emulator${path}`));
  const changing = new Set(routes.filter((route) => !/^(GET|ALL) /.test(route)));
  expect([...changing].toSorted()).toEqual([...Object.keys(WITH_BODY), ...WITHOUT_BODY].toSorted());
});

it("several problems of a body are named at once", async () => {
  const { body } = await send(createApi(), "PUT /_emulator/faults", [{ status: 1 }, { drop: 1 }]);
  expect(body.error).toBe(
    "PUT /_emulator/faults: faults[0].status: must be a whole number from 400 to 599; " +
      "faults[1].drop: must be one of before, after",
  );
});
