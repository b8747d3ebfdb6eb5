import { describe, expect, test } from "vitest";
import { resolveConfiguration } from "../../../provider/src/connection/configuration.ts";
import { StytchSettingsError } from "../../../provider/src/stytch/errors.ts";
import { expectHidden } from "../_secrets.ts";

const FROM_STACK = "project-live-11111111-2222-4333-8444-555555555555";
const FROM_ENVIRONMENT = "project-test-11111111-2222-4333-8444-555555555555";
const STACK = {
  "stytch:projectId": FROM_STACK,
  "stytch:secret": "secret-of-the-stack",
  "stytch:apiUrl": "https://stack.example.com",
};
const ENVIRONMENT = {
  STYTCH_PROJECT_ID: FROM_ENVIRONMENT,
  STYTCH_SECRET: "secret-of-the-environment",
  STYTCH_API_URL: "https://environment.example.com",
};

const resolve = (stack: Record<string, string>, environment: NodeJS.ProcessEnv = {}) =>
  resolveConfiguration((key) => stack[key], environment);

function refusal(...args: Parameters<typeof resolve>): Error {
  try {
    resolve(...args);
  } catch (error) {
    expect(error).toBeInstanceOf(StytchSettingsError);
    return error as Error;
  }
  throw new Error("was accepted");
}

describe("where settings come from", () => {
  const OF_STACK = {
    projectId: FROM_STACK,
    secret: "secret-of-the-stack",
    apiUrl: "https://stack.example.com",
  };
  const OF_ENVIRONMENT = {
    projectId: FROM_ENVIRONMENT,
    secret: "secret-of-the-environment",
    apiUrl: "https://environment.example.com",
  };

  test("the stack's configuration alone", () => {
    expect(resolve(STACK).settings).toEqual(OF_STACK);
  });

  test("the environment alone", () => {
    expect(resolve({}, ENVIRONMENT).settings).toEqual(OF_ENVIRONMENT);
  });

  test("the stack's configuration comes first", () => {
    expect(resolve(STACK, ENVIRONMENT).settings).toEqual(OF_STACK);
  });

  test.each([
    ["stytch:projectId", "projectId"],
    ["stytch:secret", "secret"],
    ["stytch:apiUrl", "apiUrl"],
  ] as const)("%s absent or empty is taken from the environment, alone", (key, name) => {
    const { [key]: _, ...rest } = STACK;
    const expected = { ...OF_STACK, [name]: OF_ENVIRONMENT[name] };
    expect(resolve(rest, ENVIRONMENT).settings).toEqual(expected);
    expect(resolve({ ...STACK, [key]: "" }, ENVIRONMENT).settings).toEqual(expected);
  });
});

test("one error names all that is missing, with key, command and variable", () => {
  const { message } = refusal({});
  for (const part of [
    "stytch:projectId",
    "stytch:secret",
    "pulumi config set stytch:projectId",
    "pulumi config set --secret stytch:secret",
    "STYTCH_PROJECT_ID",
    "STYTCH_SECRET",
  ]) {
    expect(message).toContain(part);
  }
});

test("the error of half a configuration says that an explicit provider does not read the stack's", () => {
  const half = refusal({ "stytch:projectId": FROM_STACK }).message;
  expect(half).toContain("stytch:secret is missing");
  expect(half).toContain("does not read the stack's configuration");
  expect(refusal({}).message).not.toContain("does not read");
});

test("the error of what is malformed does not contain its value", () => {
  expectHidden(
    refusal({ ...STACK, "stytch:secret": "canary with spaces" }, ENVIRONMENT),
    "canary with spaces",
    "secret-of-the-environment",
  );
});

test("one error names all that is wrong, each with its place and remedy", () => {
  const { message } = refusal(
    {
      "stytch:secret": "with spaces",
      "stytch:timeoutSeconds": "soon",
      "stytch:maxRequestsPerSecond": "fast",
      "stytch:maxConcurrentRequests": "many",
      "stytch:readAtPreview": "yes",
      "stytch:allowDestructive": "[x",
    },
    {
      STYTCH_PROJECT_ID: "wrong",
      STYTCH_API_URL: "nowhere",
      STYTCH_ALLOW_DESTRUCTIVE: "[y",
    },
  );
  for (const problem of [
    "STYTCH_PROJECT_ID does not look like project-live-<uuid> or project-test-<uuid> (correct the variable, or pulumi config set stytch:projectId …)",
    "stytch:secret contains spaces, line breaks or other characters no secret has (pulumi config set --secret stytch:secret …, or the variable STYTCH_SECRET",
    "STYTCH_API_URL is not an absolute URL (correct the variable, or pulumi config set stytch:apiUrl …)",
    "(pulumi config set stytch:timeoutSeconds 180).",
    "(pulumi config set stytch:maxRequestsPerSecond 10).",
    "(pulumi config set stytch:maxConcurrentRequests 10).",
    "(pulumi config set stytch:readAtPreview true).",
    "(pulumi config set stytch:allowDestructive connected-app-live-…",
    "(export STYTCH_ALLOW_DESTRUCTIVE=connected-app-live-…",
  ]) {
    expect.soft(message).toContain(problem);
  }
  expect(message.match(/does not read the stack's/g)).toHaveLength(1);
});

describe("stytch:timeoutSeconds", () => {
  test.each([
    [undefined, 180_000],
    ["", 180_000],
    ["1", 1000],
    ["30", 30_000],
    ["1.5", 1500],
    ["3600", 3_600_000],
  ])("%j is %i ms", (text, expected) => {
    const stack = text === undefined ? STACK : { ...STACK, "stytch:timeoutSeconds": text };
    expect(resolve(stack).totalTimeoutMs).toBe(expected);
  });

  test.each(["0", "-1", "0.5", "3601", "Infinity", "NaN", "soon", " ", "30s", "1,5"])(
    "%j is refused with its bounds",
    (text) => {
      const { message } = refusal({ ...STACK, "stytch:timeoutSeconds": text });
      expect(message).toContain("stytch:timeoutSeconds");
      expect(message).toContain("3600");
    },
  );
});

describe("stytch:maxRequestsPerSecond", () => {
  test.each([
    [undefined, Number.POSITIVE_INFINITY],
    ["", Number.POSITIVE_INFINITY],
    ["0.1", 0.1],
    ["10", 10],
    ["1000", 1000],
  ])("%j is %d", (text, expected) => {
    const stack = text === undefined ? STACK : { ...STACK, "stytch:maxRequestsPerSecond": text };
    expect(resolve(stack).maxRequestsPerSecond).toBe(expected);
  });

  test.each(["0", "-1", "0.09", "1001", "Infinity", "NaN", "fast", "10/s"])(
    "%j is refused with its bounds and an example",
    (text) => {
      const { message } = refusal({ ...STACK, "stytch:maxRequestsPerSecond": text });
      expect(message).toMatch(/^stytch:maxRequestsPerSecond must be a number from 0\.1 to 1000/);
      expect(message).toContain("pulumi config set stytch:maxRequestsPerSecond 10");
    },
  );
});

describe("STYTCH_MAX_REQUESTS_PER_SECOND", () => {
  const byVariable = (text: string) => ({ ...ENVIRONMENT, STYTCH_MAX_REQUESTS_PER_SECOND: text });

  test("applies where the stack has no such key", () => {
    expect(resolve(STACK, byVariable("2.5")).maxRequestsPerSecond).toBe(2.5);
    const stack = { ...STACK, "stytch:maxRequestsPerSecond": "7" };
    expect(resolve(stack, byVariable("2.5")).maxRequestsPerSecond).toBe(7);
  });

  test("is refused with its own name and remedy", () => {
    const { message } = refusal(STACK, byVariable("fast"));
    expect(message).toMatch(/^STYTCH_MAX_REQUESTS_PER_SECOND must be a number from 0\.1 to 1000/);
    expect(message).toContain("export STYTCH_MAX_REQUESTS_PER_SECOND=10");
  });
});

describe("stytch:maxConcurrentRequests", () => {
  test.each([
    [undefined, 10],
    ["", 10],
    ["1", 1],
    ["100", 100],
  ])("%j is %d", (text, expected) => {
    const stack = text === undefined ? STACK : { ...STACK, "stytch:maxConcurrentRequests": text };
    expect(resolve(stack).maxConcurrentRequests).toBe(expected);
  });

  test.each(["0", "-1", "1.5", "101", "Infinity", "NaN", "many"])(
    "%j is refused with its bounds and an example",
    (text) => {
      const { message } = refusal({ ...STACK, "stytch:maxConcurrentRequests": text });
      expect(message).toMatch(/^stytch:maxConcurrentRequests must be a whole number from 1 to 100/);
      expect(message).toContain("pulumi config set stytch:maxConcurrentRequests 10");
    },
  );
});

describe("stytch:allowDestructive", () => {
  const allowed = (text: string) => [
    ...resolve({ ...STACK, "stytch:allowDestructive": text }).allowDestructive,
  ];

  test.each([
    ["", []],
    ["a", ["a"]],
    ["a,b", ["a", "b"]],
    [" a, b\n c,,a ", ["a", "b", "c"]],
    ["[]", []],
    [' ["a", "b", ""]', ["a", "b"]],
  ])("%j names %j", (text, expected) => {
    expect(allowed(text)).toEqual(expected);
  });

  test("and the variable STYTCH_ALLOW_DESTRUCTIVE name clients together", () => {
    const stack = { ...STACK, "stytch:allowDestructive": "a" };
    const environment = { STYTCH_ALLOW_DESTRUCTIVE: '["b"]' };
    expect([...resolve(stack, environment).allowDestructive]).toEqual(["a", "b"]);
    const problem = refusal(stack, { STYTCH_ALLOW_DESTRUCTIVE: "[b" });
    expect(problem.message).toContain("STYTCH_ALLOW_DESTRUCTIVE must be ids");
  });

  test("not set names none", () => {
    expect(resolve(STACK).allowDestructive.size).toBe(0);
  });

  test.each(["[canary", '["canary",]', "[1]", '["canary", null]', "[[]]"])(
    "%j is refused with the right form, without its value",
    (text) => {
      const error = refusal({ ...STACK, "stytch:allowDestructive": text });
      expect(error.message).toContain("pulumi config set stytch:allowDestructive connected-app-");
      expect(error.message).not.toContain("canary");
    },
  );
});

describe("stytch:readLagSeconds", () => {
  test.each([
    [undefined, undefined, 6_000],
    ["0", undefined, 0],
    ["0.5", "9", 500],
    [undefined, "60", 60_000],
    ["", "2", 2_000],
  ])("%j, and %j in the environment, are %d ms", (ofStack, variable, expected) => {
    const stack = ofStack === undefined ? STACK : { ...STACK, "stytch:readLagSeconds": ofStack };
    const environment = variable === undefined ? {} : { STYTCH_READ_LAG_SECONDS: variable };
    expect(resolve(stack, environment).readLagMs).toBe(expected);
  });

  test.each(["-1", "61", "NaN", "soon"])("%j is refused at the place where it stands", (text) => {
    expect(refusal({ ...STACK, "stytch:readLagSeconds": text }).message).toContain(
      "stytch:readLagSeconds must be a number from 0 to 60",
    );
    const { message } = refusal(STACK, { STYTCH_READ_LAG_SECONDS: text });
    expect(message).toContain("STYTCH_READ_LAG_SECONDS must be a number from 0 to 60");
    expect(message).toContain("export STYTCH_READ_LAG_SECONDS=6");
  });
});
