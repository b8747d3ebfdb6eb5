import * as pulumi from "@pulumi/pulumi";
import { info, warn } from "@pulumi/pulumi/log/index.js";
import { unknown } from "@pulumi/pulumi/output.js";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { withRotationNotice } from "../../../../provider/src/program/resources/rotation-notice.ts";
import { mockEngine, resolved } from "./_mocks.ts";

vi.mock("@pulumi/pulumi/log/index.js", () => ({ info: vi.fn(), warn: vi.fn() }));

beforeEach(async () => {
  vi.mocked(info).mockClear();
  vi.mocked(warn).mockClear();
  await mockEngine();
  const hooks = { registerResourceHook: (_: unknown, done: (e: null) => void) => done(null) };
  Object.assign(pulumi.runtime.getMonitor() as object, hooks);
});

/** Runs the hook as the engine does. */
async function tell(oldOutputs: object, newInputs: object): Promise<void> {
  const options = withRotationNotice({}, { secretVersion: "1" });
  const [hook] = options?.hooks?.beforeUpdate ?? [];
  const args = {
    urn: "urn:web",
    id: "1",
    name: "web",
    type: "ConnectedApp",
    oldOutputs,
    newInputs,
  };
  await (hook as pulumi.ResourceHook).callback(args);
}

describe("the hook is bound", () => {
  test.each([{ secretVersion: "1" }, { nextSecretVersion: pulumi.output("2") }])(
    "beside those of the program where a version is named",
    (args) => {
      const own = async () => {};
      const options = withRotationNotice({ protect: true, hooks: { beforeUpdate: [own] } }, args);
      expect(options).toMatchObject({
        protect: true,
        hooks: { beforeUpdate: [expect.any(pulumi.ResourceHook), own] },
      });
    },
  );

  test("to no other client", () => {
    const options = { protect: true };
    expect(withRotationNotice(options, {})).toBe(options);
  });

  test("to nothing in a unit test with mocks", async () => {
    await mockEngine();
    const options = { protect: true };
    expect(withRotationNotice(options, { secretVersion: "1" })).toBe(options);
  });
});

describe("the notice", () => {
  test("is a warning at the resource for a hard cut alone", async () => {
    await tell({ secretVersion: "1" }, { secretVersion: "2" });
    expect(info).not.toHaveBeenCalled();
    const [[text, resource] = []] = vi.mocked(warn).mock.calls;
    expect(text).toMatch(/^hard cut: /);
    expect(await resolved(resource?.urn as pulumi.Output<string>)).toBe("urn:web");
    await tell({}, { nextSecretVersion: "2" });
    expect(info).toHaveBeenCalledWith(expect.stringMatching(/starts/), expect.anything());
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test("sees versions and secrets that are Pulumi secrets", async () => {
    const known = { nextSecretVersion: pulumi.secret("2"), nextClientSecret: pulumi.secret("s") };
    await tell(known, { secretVersion: pulumi.secret("2") });
    expect(info).toHaveBeenCalledWith(expect.stringMatching(/completes/), expect.anything());
  });

  test.each([
    ["a version that is not known yet", unknown],
    ["a secret one", pulumi.secret(unknown)],
  ])("waits for %s", async (_title, secretVersion) => {
    await tell({ secretVersion: "1" }, { secretVersion });
    expect(warn).not.toHaveBeenCalled();
  });
});
