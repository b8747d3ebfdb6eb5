import { beforeAll, describe, expect, test } from "vitest";
import { register } from "./_clients.ts";
import { CREATE, READ, SEARCH, type TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const COUNT = 120;

/** What is written out although it is the default must outlive a refresh. */
const ARGS = { clientType: "first_party", fullAccessAllowed: false, accessTokenExpiryMinutes: 60 };

const program = async () => {
  for (let n = 0; n < COUNT; n += 1) register(`client-${n}`, ARGS);
};

describe(`a stack of ${COUNT} clients`, () => {
  const scope = suiteScope();
  let project: TestProject;
  let stack: TestStack;

  beforeAll(async () => {
    project = await scope.project();
    stack = await scope.stack(project);
  });

  test("is created past a 429, and one line at the end says what it took", async () => {
    await project.setFaults([{ route: CREATE, status: 429, retryAfter: 1, after: 50 }]);
    const requests = await project.requestsDuring(async () => {
      const { ok, output } = await stack.up(program);
      expect(ok, output).toBe(true);
      expect(output).toMatch(
        /Stytch: 12\d calls, 1 of them a retry, 1 refused by the rate limit \(429\)/,
      );
    });
    expect(requests[CREATE]).toBe(COUNT + 1);
  });

  test("is refreshed with one call for each 1,000 clients of the project, and one", async () => {
    const before = await stack.apps();
    const requests = await project.requestsDuring(async () => {
      const { changes, output } = await stack.refresh();
      expect(changes, output).toEqual({ same: COUNT + 1 });
    });
    const { [SEARCH]: pages = 0, [READ]: gets = 0, ...others } = requests;
    expect(pages).toBe(1);
    expect(gets).toBeLessThanOrEqual(1);
    expect(others).toEqual({});
    // Else the next up would write the whole state once for each client.
    for (const [name, { inputs }] of Object.entries(await stack.apps())) {
      expect(inputs).toEqual(before[name]?.inputs);
    }
  });

  test("shows the drift of a refresh by pages, and drops what a GET says is gone", async () => {
    const [changed, gone] = await project.clients();
    await project.change(changed?.client_id ?? "", { client_name: "drift" });
    await project.remove(gone?.client_id ?? "");
    const requests = await project.requestsDuring(async () => {
      const { changes, output } = await stack.refresh();
      expect(changes, output).toEqual({ same: COUNT - 1, update: 1, delete: 1 });
    });
    expect((requests[SEARCH] ?? 0) + (requests[READ] ?? 0)).toBeLessThanOrEqual(3);
  });
});
