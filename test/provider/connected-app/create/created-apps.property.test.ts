import fc from "fast-check";
import { expect, test } from "vitest";
import { CreatedApps } from "../../../../provider/src/connected-app/create/created-apps.ts";
import type { ConnectedApp, StytchApi } from "../../../../provider/src/stytch/api.ts";
import { SERVER_DEFAULTS } from "../../../../provider/src/stytch/connected-app-fields.ts";
import { StytchApiError, StytchNetworkError } from "../../../../provider/src/stytch/errors.ts";
import { checkProperty } from "../../../_property.ts";

const PLACE = { method: "POST", path: "/v1/connected_apps/clients" };

/** How a create ends on the server, and for its caller. */
const FATES = ["made", "refused", "lost after", "lost before", "lost, then done"] as const;

interface Create {
  readonly content: number;
  readonly fate: (typeof FATES)[number];
  /** Turns of the event loop until it is sent, until it takes effect, and until its caller knows. */
  readonly begin: number;
  readonly effect: number;
  readonly respond: number;
}

const turns = fc.nat({ max: 4 });
const create: fc.Arbitrary<Create> = fc.record({
  content: fc.nat({ max: 2 }),
  fate: fc.constantFrom(...FATES),
  begin: turns,
  effect: turns,
  respond: turns,
});

const pass = async (count: number) => {
  for (let n = 0; n < count; n += 1) await new Promise(setImmediate);
};

/** A project in memory; creates of a content meet the given fates in their order. */
function project(older: readonly number[], creates: readonly Create[]) {
  const apps: ConnectedApp[] = [];
  const add = (content: string, id: string): ConnectedApp => {
    const secrets = { clientSecretLastFour: "", nextClientSecretLastFour: "" };
    const identity = { clientId: id, clientType: "first_party", status: "active", ...secrets };
    const app = { ...SERVER_DEFAULTS, ...identity, clientName: content };
    apps.push(app);
    return app;
  };
  for (const [n, content] of older.entries()) add(String(content), `older-${n}`);
  const late: Promise<void>[] = [];
  let searches = 0;
  const waiting = [...creates];
  const api: Partial<StytchApi> = {
    async searchConnectedApps() {
      searches += 1;
      await pass(1);
      const connectedApps = [...apps];
      await pass(1);
      return { connectedApps, nextCursor: undefined, total: undefined };
    },
    async createConnectedApp({ clientName = "" }) {
      const index = waiting.findIndex(({ content }) => String(content) === clientName);
      const [plan] = waiting.splice(index, 1);
      if (!plan) throw new Error("one create too many");
      await pass(plan.effect);
      const id = `new-${creates.indexOf(plan)}`;
      const lost = new StytchNetworkError(PLACE, "broke.", true);
      switch (plan.fate) {
        case "refused":
          throw new StytchApiError(PLACE, { status: 400 }, "");
        case "lost before":
          await pass(plan.respond);
          throw lost;
        case "lost, then done":
          late.push(pass(plan.respond).then(() => void add(clientName, id)));
          throw lost;
        case "lost after":
          add(clientName, id);
          await pass(plan.respond);
          throw lost;
        case "made": {
          const app = add(clientName, id);
          await pass(plan.respond);
          return { ...app, clientSecret: "s" };
        }
      }
    },
  };
  return {
    api: api as StytchApi,
    late,
    searches: () => searches,
    made: () => apps.slice(older.length),
  };
}

test("of creates at the same time, each gets its own client or none, and no older one", async () => {
  await checkProperty(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 2 }), { maxLength: 3 }),
      fc.array(create, { minLength: 1, maxLength: 8 }),
      async (older, creates) => {
        const { api, late, made } = project(older, creates);
        const createdApps = new CreatedApps({ api, clock: { wait: () => pass(2) } });
        const outcomes = await Promise.allSettled(
          creates.map(async ({ content, begin }) => {
            await pass(begin);
            const body = { clientType: "first_party", clientName: String(content) } as const;
            return { content, creation: await createdApps.create(body) };
          }),
        );
        await Promise.all(late);
        const creations = outcomes.flatMap((outcome) =>
          outcome.status === "fulfilled" ? [outcome.value] : [],
        );
        const got = creations.flatMap(({ content, creation }) => {
          if ("lost" in creation) return [];
          const app = "found" in creation ? creation.found : creation.created;
          expect(app.clientName).toBe(String(content));
          return [app.clientId];
        });
        const ids = made().map(({ clientId }) => clientId);
        expect(new Set(got).size).toBe(got.length);
        expect(ids).toEqual(expect.arrayContaining(got));
        const doubts = creations.flatMap(({ creation }) => ("lost" in creation ? [creation] : []));
        const cannotTell = doubts.filter(({ doubt }) => doubt.kind !== "nothing found");
        expect(cannotTell).toEqual([]);
        // What took effect before its caller knew is never left behind.
        const unseen = creates.filter(({ fate }) => fate === "lost, then done").length;
        expect(got.length).toBeGreaterThanOrEqual(ids.length - unseen);
        expect(doubts.length + got.length + refusals(creates)).toBe(creates.length);
      },
    ),
    400,
  );
});

function refusals(creates: readonly Create[]): number {
  return creates.filter(({ fate }) => fate === "refused").length;
}

test("responses that are lost at the same time share their searches", async () => {
  const creates = Array.from({ length: 20 }, (_, content) => ({
    content,
    fate: "lost after" as const,
    begin: 0,
    effect: 1,
    respond: 1,
  }));
  const { api, searches } = project([], creates);
  const createdApps = new CreatedApps({ api, clock: { wait: () => pass(2) } });
  const creations = await Promise.all(
    creates.map(({ content }) =>
      createdApps.create({ clientType: "first_party", clientName: String(content) }),
    ),
  );
  expect(creations.filter((creation) => "found" in creation)).toHaveLength(20);
  // One before them, one that the first begins, and one for all others.
  expect(searches()).toBeLessThanOrEqual(3);
});
