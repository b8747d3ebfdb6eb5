import { beforeAll, describe, expect, it } from "vitest";
import { FIELDS, FULL, fullArgs, OTHER, register } from "./_clients.ts";
import { door } from "./_door.ts";
import { READ, type TestProject, UPDATE } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
});

describe("one client for each field", () => {
  const declare =
    (change: (field: (typeof FIELDS)[number]) => Record<string, unknown>) => async () => {
      for (const field of FIELDS) register(field, { ...fullArgs("first_party"), ...change(field) });
    };
  const unchanged = declare(() => ({}));

  beforeAll(async () => {
    stack = await scope.stack(project);
    expect(await stack.up(unchanged)).toMatchObject({ ok: true });
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
      await project.change(await stack.idOf(field), { [FULL[field].wire]: OTHER[field] });
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
    const id = await stack.idOf("redirectUrls");
    const redirect_urls = [...FULL.redirectUrls.value, "https://foreign.example.com/callback"];
    await project.change(id, { redirect_urls });
    const up = await stack.up(ignoring(25));
    expect(up).toMatchObject({ ok: true, changes: { update: FIELDS.length } });
    expect(up.output).toContain(`${door.told}${id}: others changed redirectUrls at Stytch`);
    const preview = await stack.preview(ignoring(25));
    expect(preview).toMatchObject({ ok: true, changes: { same: FIELDS.length + 1 } });
    const shown = door.refreshShowsIgnored ? { update: 1 } : { same: FIELDS.length + 1 };
    expect(await stack.refresh()).toMatchObject({ ok: true, changes: shown });
    expect((await stack.apps()).redirectUrls?.outputs?.redirectUrls).toEqual(redirect_urls);
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
    stack = await scope.stack(project);
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
  });
});
