import { expect, test } from "vitest";
import type { State } from "../../../tools/torture/engine.ts";
import { problemsOf } from "../../../tools/torture/oracle.ts";
import type { Inputs } from "../../../tools/torture/program.ts";
import { CLIENTS, startWorld, type WireClient, type World } from "../../../tools/torture/server.ts";

interface Scene {
  world: World;
  program: Map<string, Inputs>;
  state: State;
  foreign: WireClient[];
  said: string[];
  /** Of the one client of the program. */
  id: string;
  secret: string;
}

/** One client of ours and one of others, where everything is as it should be. */
async function goodScene(): Promise<Scene> {
  const world = startWorld();
  await world.call("POST", CLIENTS, { client_type: "first_party", client_name: "other" });
  const foreign = await world.clients();
  const fields = { client_type: "first_party", client_name: "app" };
  const { connected_app } = await world.call("POST", CLIENTS, fields);
  const { client_id: id, client_secret } = connected_app as WireClient;
  const secret = String(client_secret);
  const kept = { id, outputs: { clientSecret: secret }, isUnfinished: false };
  return {
    world,
    program: new Map([["app", { clientType: "first_party", clientName: "app" }]]),
    state: { resources: new Map([["app", kept]]), replaced: new Map() },
    foreign,
    said: ["some line"],
    id,
    secret,
  };
}

const judge = ({ world, program, state, foreign, said }: Scene) =>
  problemsOf(world, program, state, foreign, said);

test("nothing is wrong where everything is as declared", async () => {
  expect(await judge(await goodScene())).toEqual([]);
});

test.each<[title: string, problem: RegExp, spoil: (scene: Scene) => unknown]>([
  [
    "a client that is lost",
    /server has no/,
    ({ world, id }) => world.call("DELETE", `${CLIENTS}/${id}`),
  ],
  [
    "a client that exists twice",
    /no state knows: app/,
    ({ world }) => world.call("POST", CLIENTS, { client_type: "first_party", client_name: "app" }),
  ],
  [
    "a field that is not as declared",
    /clientDescription is not/,
    ({ world, id }) => world.call("PUT", `${CLIENTS}/${id}`, { client_description: "other" }),
  ],
  [
    "a client of others that is changed",
    /of others was changed/,
    ({ world, foreign }) =>
      world.call("PUT", `${CLIENTS}/${foreign[0]?.client_id}`, { client_description: "ours" }),
  ],
  [
    "a client of others that is gone",
    /of others was deleted/,
    ({ world, foreign }) => world.call("DELETE", `${CLIENTS}/${foreign[0]?.client_id}`),
  ],
  ["a resource that the state lost", /not in the state/, ({ state }) => state.resources.clear()],
  ["a resource that no program declares", /still in the state/, ({ program }) => program.clear()],
  ["a replaced client that is left", /not deleted/, ({ state }) => state.replaced.set("id", {})],
  [
    "a secret that was revoked",
    /does not take the clientSecret/,
    async ({ world, id }) => {
      await world.call("POST", `${CLIENTS}/${id}/secrets/rotate/start`, {});
      await world.call("POST", `${CLIENTS}/${id}/secrets/rotate`, {});
    },
  ],
  [
    "a secret that is lost",
    /clientSecret is lost/,
    ({ state, id }) => state.resources.set("app", { id, outputs: {}, isUnfinished: false }),
  ],
  ["a secret in a line", /in clear/, ({ said, secret }) => said.push(`x ${secret} y`)],
  [
    "the project's secret in a line",
    /in clear/,
    ({ said, world }) => said.push(world.settings.secret),
  ],
])("%s is noticed", async (_title, problem, spoil) => {
  const scene = await goodScene();
  await spoil(scene);
  const problems = await judge(scene);
  expect(problems.join("\n")).toMatch(problem);
  expect(problems.join("\n")).not.toContain(scene.secret);
});
