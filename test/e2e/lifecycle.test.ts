import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CLIENT_TYPES,
  FIELDS,
  FIRST_PARTY_FIELDS,
  FULL,
  fullArgs,
  OTHER,
  register,
} from "./_clients.ts";
import {
  CREATE,
  DELETE,
  READ,
  SEARCH,
  startProject,
  type TestProject,
  UPDATE,
} from "./_project.ts";
import { startStack, type TestStack } from "./_stack.ts";

let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await startProject();
});
afterAll(() => project.close());

async function idOf(name: string): Promise<string> {
  const id = (await stack.apps())[name]?.id;
  if (!id) throw new Error(`no ${name} in the state`);
  return id;
}

describe("a client of each type with every field", () => {
  const program = async () => {
    for (const type of CLIENT_TYPES) register(type, fullArgs(type));
  };

  beforeAll(async () => {
    stack = await startStack(project);
  });
  afterAll(() => stack.remove());

  it("is created by one POST, and server and state hold what was declared", async () => {
    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(program)).toMatchObject({ ok: true, changes: { create: 5 } });
    });
    expect(requests).toEqual({ [SEARCH]: 1, [CREATE]: 4 });

    const apps = await stack.apps();
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

describe("one client for each field", () => {
  const declare =
    (change: (field: (typeof FIELDS)[number]) => Record<string, unknown>) => async () => {
      for (const field of FIELDS) register(field, { ...fullArgs("first_party"), ...change(field) });
    };
  const unchanged = declare(() => ({}));

  beforeAll(async () => {
    stack = await startStack(project);
    expect(await stack.up(unchanged)).toMatchObject({ ok: true });
  });
  afterAll(async () => {
    await stack.destroy();
    await stack.remove();
  });

  async function expectOnlyChanged(expected: (field: (typeof FIELDS)[number]) => unknown) {
    const apps = await stack.apps();
    for (const owner of FIELDS) {
      const client = await project.client(apps[owner]?.id ?? "");
      for (const field of FIELDS) {
        const value = field === owner ? expected(field) : FULL[field].value;
        expect.soft(client?.[FULL[field].wire], `${field} of ${owner}'s client`).toEqual(value);
      }
    }
  }

  it("changes that field alone, by one GET and one PUT", async () => {
    const program = declare((field) => ({ [field]: OTHER[field] }));
    const requests = await project.requestsDuring(async () => {
      expect(await stack.up(program)).toMatchObject({
        ok: true,
        changes: { update: FIELDS.length },
      });
    });
    expect(requests).toEqual({ [READ]: FIELDS.length, [UPDATE]: FIELDS.length });
    await expectOnlyChanged((field) => OTHER[field]);
  });

  it("has drift in that field found by refresh and repaired by up", async () => {
    expect(await stack.up(unchanged)).toMatchObject({ ok: true });
    for (const field of FIELDS) {
      await project.change(await idOf(field), { [FULL[field].wire]: OTHER[field] });
    }
    expect(await stack.refresh()).toMatchObject({ ok: true, changes: { update: FIELDS.length } });
    const apps = await stack.apps();
    for (const field of FIELDS) expect.soft(apps[field]?.outputs?.[field]).toEqual(OTHER[field]);

    const preview = await stack.preview(unchanged, { diff: true });
    expect(preview.changes).toMatchObject({ update: FIELDS.length });
    const repair = await project.requestsDuring(async () => {
      expect(await stack.up(unchanged)).toMatchObject({ changes: { update: FIELDS.length } });
    });
    expect(repair).toEqual({ [READ]: FIELDS.length, [UPDATE]: FIELDS.length });
    await expectOnlyChanged((field) => FULL[field].value);
  });

  it("keeps what others wrote into a field that the program tells the engine to ignore", async () => {
    const ignoring = (accessTokenExpiryMinutes: number) => async () => {
      const args = { ...fullArgs("first_party"), accessTokenExpiryMinutes };
      for (const field of FIELDS) register(field, args, { ignoreChanges: ["redirectUrls"] });
    };
    expect(await stack.up(ignoring(20))).toMatchObject({ ok: true });
    const id = await idOf("redirectUrls");
    const redirect_urls = [...FULL.redirectUrls.value, "https://foreign.example.com/callback"];
    await project.change(id, { redirect_urls });
    const up = await stack.up(ignoring(25));
    expect(up).toMatchObject({ ok: true, changes: { update: FIELDS.length } });
    expect(up.output).toContain(`Stytch: ${id}: others changed redirectUrls at Stytch`);
    const preview = await stack.preview(ignoring(25));
    expect(preview).toMatchObject({ ok: true, changes: { same: FIELDS.length + 1 } });
    expect(await stack.refresh()).toMatchObject({ ok: true, changes: { update: 1 } });
    expect(await stack.up(ignoring(30))).toMatchObject({ ok: true });
    expect(await project.client(id)).toMatchObject({
      redirect_urls,
      access_token_expiry_minutes: 30,
    });
  });
});

describe("a client for each field and each way to empty it", () => {
  const EMPTY = { removed: undefined, null: null, text: "", list: [] };
  const WAYS = Object.keys(EMPTY) as (keyof typeof EMPTY)[];
  const COUNT = FIELDS.length * WAYS.length;
  const declare = (isEmptied: boolean) => async () => {
    for (const way of WAYS) {
      for (const field of FIELDS) {
        const emptied = isEmptied ? { [field]: EMPTY[way] } : {};
        register(`${field}-${way}`, { ...fullArgs("first_party"), ...emptied });
      }
    }
  };

  it("gets the default of that field alone back, by one GET and one PUT, and then does not differ", async () => {
    stack = await startStack(project);
    try {
      expect(await stack.up(declare(false))).toMatchObject({ ok: true });
      const requests = await project.requestsDuring(async () => {
        expect(await stack.up(declare(true))).toMatchObject({ changes: { update: COUNT } });
        expect(await stack.up(declare(true))).toMatchObject({ changes: { same: COUNT + 1 } });
      });
      expect(requests).toEqual({ [READ]: COUNT, [UPDATE]: COUNT });
      const apps = await stack.apps();
      for (const way of WAYS) {
        for (const owner of FIELDS) {
          const name = `${owner}-${way}`;
          const client = await project.client(apps[name]?.id ?? "");
          const nameless = EMPTY[way] == null ? name : "";
          for (const field of FIELDS) {
            const cleared = field === "clientName" ? nameless : FULL[field].cleared;
            const value = field === owner ? cleared : FULL[field].value;
            expect.soft(client?.[FULL[field].wire], `${field} of ${name}`).toEqual(value);
          }
        }
      }
    } finally {
      await stack.destroy();
      await stack.remove();
    }
  });
});

describe("a client in the hands of others", () => {
  beforeAll(async () => {
    stack = await startStack(project);
  });
  afterAll(async () => {
    await stack.destroy();
    await stack.remove();
  });
  const program = async () => {
    register("app", { clientType: "first_party" });
  };

  it("is created again when it was deleted behind Pulumi's back", async () => {
    await stack.up(program);
    const old = await idOf("app");
    await project.remove(old);
    expect(await stack.refresh()).toMatchObject({ ok: true, changes: { delete: 1 } });
    expect(await stack.up(program)).toMatchObject({ ok: true, changes: { create: 1 } });
    expect(await idOf("app")).not.toBe(old);
    expect(await project.clients()).toHaveLength(1);
  });

  it("is replaced for another clientType: the new one first, then the old one goes", async () => {
    const old = await idOf("app");
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
    const id = await idOf("app");
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
      expect((await project.client(await idOf("app")))?.[FULL[field].wire]).toBe(false);
    }
  });

  it("stays untouched if no stack declares it, and so do the clients of another stack", async () => {
    const stranger = await project.add({ client_type: "first_party", client_name: "stranger" });
    const other = await startStack(project, { name: "other", projectName: "other" });
    try {
      await other.up(program);
      await stack.refresh();
      await stack.up(program);
      await stack.destroy();
      const left = (await project.clients()).map(({ client_id }) => client_id);
      expect(left.sort()).toEqual([stranger.client_id, (await other.apps()).app?.id ?? ""].sort());
      await other.destroy();
      expect(await project.clients()).toMatchObject([{ client_name: "stranger" }]);
    } finally {
      await other.remove();
      await project.remove(stranger.client_id);
    }
  });
});
