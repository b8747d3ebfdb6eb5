import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Api, CLIENTS, createApi, createClient, refusal, SEARCH } from "./_api.ts";

const pageSchema = z.object({
  connected_apps: z.array(z.object({ client_id: z.string() })),
  results_metadata: z.object({ total: z.number(), next_cursor: z.string().nullable() }),
});

async function search(api: Api, request: Record<string, unknown>) {
  const page = pageSchema.parse((await api.call("POST", SEARCH, request)).body);
  return {
    ids: page.connected_apps.map((app) => app.client_id),
    total: page.results_metadata.total,
    cursor: page.results_metadata.next_cursor,
  };
}

async function createClients(api: Api, count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push((await createClient(api)).client_id);
  return ids;
}

describe("search", () => {
  it("of an empty project gives no client, no cursor and total 0", async () => {
    expect(await search(createApi(), {})).toEqual({ ids: [], total: 0, cursor: null });
  });

  it("gives the clients in creation order, an update does not move them", async () => {
    const api = createApi();
    const ids = await createClients(api, 3);
    await api.call("PUT", `${CLIENTS}/${ids[0]}`, { client_name: "changed" });
    const first = await search(api, { limit: 1 });
    const rest = await search(api, { cursor: first.cursor });
    expect([...first.ids, ...rest.ids]).toEqual(ids);
  });

  it("gives pages of limit, the last one without a cursor", async () => {
    const api = createApi();
    const ids = await createClients(api, 4);
    const first = await search(api, { limit: 2 });
    expect(first).toMatchObject({ ids: ids.slice(0, 2), total: 4 });
    const second = await search(api, { limit: 2, cursor: first.cursor });
    expect(second).toEqual({ ids: ids.slice(2), total: 4, cursor: null });
  });

  it("goes on rightly when the client that a cursor stands on is deleted", async () => {
    const api = createApi();
    const ids = await createClients(api, 3);
    const { cursor } = await search(api, { limit: 1 });
    await api.call("DELETE", `${CLIENTS}/${ids[0]}`);
    expect((await search(api, { cursor })).ids).toEqual(ids.slice(1));
  });

  it.each([{}, { limit: 0 }])("with %j gives at most 100", async (request) => {
    const api = createApi();
    await createClients(api, 101);
    expect((await search(api, request)).ids).toHaveLength(100);
  });

  it.each([
    { limit: 1001 },
    { limit: -1 },
    { limit: 1.5 },
    { limit: "2" },
    { cursor: "unknown" },
    { cursor: 1 },
  ])("with %j is refused", async (request) => {
    expect(await createApi().call("POST", SEARCH, request)).toMatchObject(
      refusal(400, "invalid_argument"),
    );
  });

  it("takes limit 1000 and an empty cursor", async () => {
    expect((await search(createApi(), { limit: 1000, cursor: "" })).total).toBe(0);
  });
});
