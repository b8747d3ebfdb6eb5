import { beforeAll, describe, expect, it } from "vitest";
import { CLIENT_TYPES, FIELDS, FIRST_PARTY_FIELDS, FULL, fullArgs, register } from "./_clients.ts";
import { door } from "./_door.ts";
import { CREATE, DELETE, READ, SEARCH, type TestProject } from "./_project.ts";
import { suiteScope, testScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
});

describe("a client of each type with every field", () => {
  const program = async () => {
    for (const type of CLIENT_TYPES) register(type, fullArgs(type));
  };

  beforeAll(async () => {
    stack = await scope.stack(project);
  });

  it("is created by one POST, and server and state hold what was declared", async () => {
    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(program)).toMatchObject({ ok: true, changes: { create: 5 } });
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 4 });

    const apps = await stack.apps();
    const tokens = Object.values(apps).map(({ type }) => type);
    expect(new Set(tokens)).toEqual(new Set([door.token("ConnectedApp")]));
    for (const type of CLIENT_TYPES) {
      const client = await project.client(apps[type]?.id ?? "");
      expect(client).toMatchObject({ client_type: type, status: "active" });
      const args = fullArgs(type);
      for (const field of FIELDS) {
        const expected = args[field] ?? FULL[field].cleared;
        expect.soft(client?.[FULL[field].wire], `${type} ${field} on the server`).toEqual(expected);
        expect
          .soft(apps[type]?.outputs?.[field], `${type} ${field} in the state`)
          .toEqual(expected);
      }
      const hasSecret = !type.endsWith("_public");
      expect("clientSecret" in (apps[type]?.outputs ?? {})).toBe(hasSecret);
      expect(client?.client_secret_last_four ?? undefined).toEqual(
        apps[type]?.outputs?.clientSecretLastFour,
      );
    }
  });

  it("is left alone by a preview, an up and a refresh without changes", async () => {
    const nothing = await project.requestsDuring(async () => {
      expect(await stack.preview(program)).toMatchObject({ ok: true, changes: { same: 5 } });
      expect(await stack.up(program)).toMatchObject({ ok: true, changes: { same: 5 } });
    });
    expect(nothing).toEqual({});
    const reads = await project.requestsDuring(async () => {
      expect(await stack.refresh()).toMatchObject({ ok: true, changes: { same: 5 } });
    });
    // A read that comes before the others may be one of its own.
    expect([{ [SEARCH]: 1 }, { [READ]: 1, [SEARCH]: 1 }]).toContainEqual(reads);
    expect(await stack.preview(program)).toMatchObject({ ok: true, changes: { same: 5 } });
  });

  it("is not changed by URLs in another order or twice", async () => {
    const reordered = async () => {
      for (const type of CLIENT_TYPES) {
        const urls = [...FULL.redirectUrls.value].reverse();
        register(type, { ...fullArgs(type), redirectUrls: [...urls, ...urls] });
      }
    };
    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(reordered)).toMatchObject({ ok: true, changes: { same: 5 } });
    });
    expect(requests).toEqual({});
  });

  it("is deleted by one DELETE", async () => {
    const requests = await project.requestsDuring(async () => {
      expect(await stack.destroy()).toMatchObject({ ok: true });
    });
    expect(requests).toEqual({ [DELETE]: 4 });
    expect(await project.clients()).toEqual([]);
  });
});

describe("a client in the hands of others", () => {
  beforeAll(async () => {
    stack = await scope.stack(project);
  });
  const program = async () => {
    register("app", { clientType: "first_party" });
  };

  it("is created again when it was deleted behind Pulumi's back", async () => {
    await stack.up(program);
    const old = await stack.idOf("app");
    await project.remove(old);
    expect(await stack.refresh()).toMatchObject({ ok: true, changes: { delete: 1 } });
    expect(await stack.up(program)).toMatchObject({ ok: true, changes: { create: 1 } });
    expect(await stack.idOf("app")).not.toBe(old);
    expect(await project.clients()).toHaveLength(1);
  });

  it("is replaced for another clientType: the new one first, then the old one goes", async () => {
    const old = await stack.idOf("app");
    const requests = await project.requestsDuring(async () => {
      const outcome = await stack.up(async () => {
        register("app", { clientType: "third_party_public" });
      });
      expect(outcome.ok).toBe(true);
      expect(outcome.output.indexOf("created replacement")).toBeLessThan(
        outcome.output.indexOf("deleted original"),
      );
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 1, [DELETE]: 1 });
    const id = await stack.idOf("app");
    expect(id).not.toBe(old);
    expect(await project.clients()).toMatchObject([
      { client_id: id, client_type: "third_party_public" },
    ]);
  });

  it("keeps first-party flags off third-party clients when everything is sent", async () => {
    const outcome = await stack.up(async () => {
      register("app", {
        clientType: "third_party_public",
        clientName: "renamed",
        fullAccessAllowed: false,
      });
    });
    expect(outcome).toMatchObject({ ok: true, changes: { update: 1 } });
    for (const field of FIRST_PARTY_FIELDS) {
      expect((await project.client(await stack.idOf("app")))?.[FULL[field].wire]).toBe(false);
    }
  });

  it("stays untouched if no stack declares it, and so do the clients of another stack", async () => {
    const stranger = await project.add({ client_type: "first_party", client_name: "stranger" });
    const other = await testScope().stack(project, { name: "other", projectName: "other" });
    await other.up(program);
    await stack.refresh();
    await stack.up(program);
    await stack.destroy();
    const left = (await project.clients()).map(({ client_id }) => client_id);
    expect(left.sort()).toEqual([stranger.client_id, await other.idOf("app")].sort());
    await other.destroy();
    expect(await project.clients()).toMatchObject([{ client_name: "stranger" }]);
  });
});
