import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import type { SourcePosition, StackTrace } from "@pulumi/pulumi/proto/source_pb.js";
import { version } from "@pulumi/pulumi/version.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ConnectedApp,
  type ConnectedAppArgs,
} from "../../../../provider/src/program/resources/connected-app.ts";
import { mockEngine, resolved } from "./_mocks.ts";

const HERE = import.meta.url;
const ARGS: ConnectedAppArgs = { clientType: "first_party" };
const formatter = Error.prepareStackTrace;

/** What the SDK sends to the engine. */
let sent: { position?: SourcePosition | undefined; stack?: StackTrace | undefined };

beforeEach(async () => {
  sent = {};
  await mockEngine();
  const { prototype } = RegisterResourceRequest;
  vi.spyOn(prototype, "setSourceposition").mockImplementation(function (
    this: typeof prototype,
    to,
  ) {
    sent.position = to;
    return this;
  });
  vi.spyOn(prototype, "setStacktrace").mockImplementation(function (this: typeof prototype, to) {
    sent.stack = to;
    return this;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  Error.prepareStackTrace = formatter;
});

/** Where a resource was made, as the SDK says to the engine. */
async function placesOf(app: ConnectedApp) {
  await resolved(app.urn);
  const frames = sent.stack?.getFramesList().map((frame) => frame.getPc()) ?? [];
  return { position: sent.position, files: frames.map((place) => place?.getUri()), frames };
}

function lineHere(): number {
  return Number(/:(\d+):\d+\)?$/.exec(new Error("here").stack?.split("\n")[2] ?? "")?.[1]);
}

describe("the place of a resource", () => {
  it("is the line of the program, without a frame of a library", async () => {
    const [line, app] = [lineHere(), new ConnectedApp("web", ARGS)];
    const { position, files } = await placesOf(app);
    expect(position?.getUri()).toBe(HERE);
    expect(position?.getLine()).toBe(line);
    expect(files).toEqual([HERE]);
  });

  it("has every frame of the program, the innermost first", async () => {
    const make = () => new ConnectedApp("web", ARGS);
    const makeAll = () => [make()];
    const [app] = makeAll();
    const { frames, files } = await placesOf(app as ConnectedApp);
    expect(files).toEqual([HERE, HERE, HERE]);
    const lines = frames.map((place) => place?.getLine() ?? 0);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(new Set(lines).size).toBe(3);
  });

  it("is within a class of the program that extends ours", async () => {
    class Own extends ConnectedApp {
      constructor(name: string) {
        super(name, ARGS);
      }
    }
    const { files } = await placesOf(new Own("web"));
    expect(files).toEqual([HERE, HERE]);
  });

  it("is the library's where no line of the program called", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stytch-frames-"));
    const library = join(folder, "node_modules/library/index.js");
    mkdirSync(join(library, ".."), { recursive: true });
    writeFileSync(library, LIBRARY);
    try {
      const make = createRequire(HERE)(library) as typeof makeSoon;
      const { position } = await placesOf(await make(ConnectedApp));
      expect(position?.getUri()).toBe(pathToFileURL(library).href);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is sent without a formatter of stacks too", async () => {
    Reflect.deleteProperty(Error, "prepareStackTrace");
    const { files } = await placesOf(new ConnectedApp("web", ARGS));
    expect(files).toHaveLength(1);
  });
});

/** The type of what the library exports. */
declare function makeSoon(Class: typeof ConnectedApp): Promise<ConnectedApp>;

const LIBRARY = `
module.exports = (Class) =>
  new Promise((resolve) => {
    setImmediate(() => resolve(new Class("web", { clientType: "first_party" })));
  });
`;

describe("the stacks that the SDK keeps with promises", () => {
  /** How many stacks are formatted while a resource is created. */
  function formattedFor(args: ConnectedAppArgs): number {
    let formatted = 0;
    Error.prepareStackTrace = (error, frames) => {
      formatted += 1;
      return `${error}\n${frames.map((frame) => `    at ${frame}`).join("\n")}`;
    };
    new ConnectedApp("web", args);
    return formatted;
  }

  it("are not formatted, so that a resource costs as many stacks as its place does", () => {
    const few = formattedFor(ARGS);
    expect(few).toBeLessThanOrEqual(3);
    expect(formattedFor({ ...ARGS, logoUrl: "https://app.example.com/logo.png" })).toBe(few);
  });

  it("are there for those who look for leaks", () => {
    vi.stubEnv("PULUMI_DEBUG_PROMISE_LEAKS", "true");
    expect(formattedFor(ARGS)).toBeGreaterThan(20);
  });
});

/** What the formatter of stacks sees while the installed SDK makes a resource, without ours. */
function stacksOfSdk() {
  vi.stubEnv("STYTCH_LIBRARY_FRAMES", "true");
  const stacks: { limit: number; files: string[] }[] = [];
  Error.prepareStackTrace = (error, frames) => {
    const files = frames.map((frame) => frame.getFileName() ?? "");
    stacks.push({ limit: Error.stackTraceLimit, files });
    return `${error}\n${frames.map((frame) => `    at ${frame}`).join("\n")}`;
  };
  new ConnectedApp("web", ARGS);
  return stacks;
}

describe(`@pulumi/pulumi ${version}`, () => {
  it("makes the stacks of promises in the file that tells them from others", () => {
    const ofPromises = stacksOfSdk().filter(({ files: [first = ""] }) =>
      /[/\\]@pulumi[/\\]pulumi[/\\]runtime[/\\]debuggable\.js$/.test(first),
    );
    expect(ofPromises.length).toBeGreaterThan(20);
    for (const { limit } of ofPromises) expect(limit).not.toBe(Number.POSITIVE_INFINITY);
  });

  it("asks for one stack without a limit, whose first frames are its own and those of this package", () => {
    const whole = stacksOfSdk().filter(({ limit }) => limit === Number.POSITIVE_INFINITY);
    expect(whole).toHaveLength(1);
    const files = whole[0]?.files ?? [];
    const isSdk = (file: string) => /[/\\]@pulumi[/\\]pulumi[/\\]/.test(file);
    const isOwn = (file: string) => /[/\\]provider[/\\]src[/\\]/.test(file);
    const own = files.findIndex((file) => !isSdk(file));
    expect(own).toBeGreaterThan(0);
    expect(files.slice(own).filter(isOwn).length).toBeGreaterThan(1);
    expect(isOwn(files[own] ?? "")).toBe(true);
  });
});

describe("STYTCH_LIBRARY_FRAMES", () => {
  it("set to true shows the frames of libraries too", async () => {
    vi.stubEnv("STYTCH_LIBRARY_FRAMES", "true");
    // The SDK itself reads no frame without a name.
    const make = () => new ConnectedApp("web", ARGS);
    const { files } = await placesOf(make());
    expect(files.some((file) => file?.includes("author-frames.test.ts"))).toBe(true);
    expect(files.some((file) => file?.includes("/node_modules/"))).toBe(true);
    expect(Error.prepareStackTrace).toBe(formatter);
  });

  it.each(["", "false", "0"])("set to %j changes nothing", async (value) => {
    vi.stubEnv("STYTCH_LIBRARY_FRAMES", value);
    expect((await placesOf(new ConnectedApp("web", ARGS))).files).toEqual([HERE]);
  });
});

describe("other stacks", () => {
  it("are whole again once the resource is created", () => {
    new ConnectedApp("web", ARGS);
    expect(Error.prepareStackTrace).toBe(formatter);
  });

  it("are whole again if it could not be created", () => {
    expect(() => new ConnectedApp("", ARGS)).toThrow("Missing resource name");
    expect(Error.prepareStackTrace).toBe(formatter);
  });

  it("name the line of the program that fails while it is created", () => {
    const failing = () => {
      const error = new Error("not like this");
      expect(error.stack).toMatch(/^Error: not like this\n.*author-frames\.test\.ts/);
      throw error;
    };
    const make = () => new ConnectedApp("web", ARGS, { transformations: [failing] });
    expect(make).toThrow("not like this");
  });
});
