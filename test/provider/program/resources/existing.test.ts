import type { CustomResourceOptions } from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { ProgramError } from "../../../../provider/src/program/program-error.ts";
import { DynamicResource } from "../../../../provider/src/program/resources/dynamic-resource.ts";
import { propertiesToRead } from "../../../../provider/src/program/resources/existing.ts";
import { mockEngine, resolved } from "./_mocks.ts";

describe("reading an existing resource", () => {
  test.each(["3.204.0", "3.250.0", "3.267.0", "3.99.0"])("is refused with SDK %s", (sdk) => {
    const read = () => propertiesToRead("web", {}, sdk);
    expect(read).toThrow(ProgramError);
    expect(read).toThrow("[ERR_STYTCH_PULUMI_SDK] web: ");
    expect(read).toThrow("3.268.0 or newer");
    expect(read).toThrow(`has ${sdk}`);
  });

  test.each(["3.268.0", "3.268.1", "3.270.0", "3.1000.0", "4.0.0"])(
    "names every output and gives no value with SDK %s",
    (sdk) => {
      const properties = { clientName: "web", status: undefined };
      const read = propertiesToRead("web", properties, sdk);
      expect(Object.entries(read)).toEqual([
        ["clientName", undefined],
        ["status", undefined],
      ]);
    },
  );
});

class Thing extends DynamicResource {
  constructor(options?: CustomResourceOptions) {
    const insteadOf = { import: "", replaceOnChanges: "" };
    const kind = { type: "Thing", served: "thing", inputs: [], secretOutputs: [], insteadOf };
    super(kind, "thing", { clientName: "web" }, options);
  }
}

describe("a resource", () => {
  test("with an id is one to read, which registers no value", async () => {
    const registered = await mockEngine();
    await resolved(new Thing({ id: "id" }).urn);
    expect(registered).toHaveLength(1);
    expect(registered[0]?.inputs.clientName).toBeUndefined();
  });

  test.each([[undefined], [{}], [{ id: undefined }]])(
    "with the options %j registers its properties",
    async (options) => {
      const registered = await mockEngine();
      await resolved(new Thing(options as CustomResourceOptions).urn);
      expect(registered).toMatchObject([{ inputs: { clientName: "web" } }]);
    },
  );
});
