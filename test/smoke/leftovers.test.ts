import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { buildCli, environmentOf, outputsOf, startCli } from "./_cli.ts";
import { complaints, type Scene, smoke } from "./_harness.ts";
import { type WatchedScene, watchScene } from "./_state.ts";
import { interpose } from "./_wire.ts";

beforeAll(buildCli);

const VERTICALS = ["consumer", "b2b"] as const;
const HOUR_MS = 3_600_000;

const searchSchema = z.object({
  query: z.object({
    operands: z.tuple([
      z.object({
        filter_name: z.string(),
        filter_value: z.union([z.string(), z.tuple([z.string()])]),
      }),
    ]),
  }),
});

/** The searches by a part of a name, which the emulator leaves out, over what it holds. */
async function withSearches(scene: WatchedScene): Promise<Scene> {
  return interpose(scene, {
    answer(place, body) {
      if (!/^POST .*\/search$/.test(place)) return undefined;
      const parsed = searchSchema.safeParse(JSON.parse(body.toString()));
      if (!parsed.success) return undefined;
      const [{ filter_name, filter_value }] = parsed.data.query.operands;
      const part = String(filter_value);
      const { users, organizations } = scene.names();
      if (filter_name === "email_address_fuzzy") {
        const has = (user: (typeof users)[number]) =>
          user.emails.some(({ email }) => email.includes(part));
        return { results: users.filter(has), results_metadata: { total: 0 } };
      }
      if (filter_name !== "organization_slug_fuzzy") return undefined;
      const found = organizations.filter((one) => one.organization_slug.includes(part));
      return { organizations: found, results_metadata: { total: 0 } };
    },
  });
}

const secondsToMark = (ms: number) => Math.ceil(ms / 1000).toString(36);

/** Makes a user or organization of a name. */
async function make(scene: Scene, name: string): Promise<void> {
  if (scene.vertical === "consumer") {
    await scene.api("POST", "/v1/users", { email: `${name}@example.com` });
  } else {
    const slug = name.replace("+", "-");
    const body = { organization_name: slug, organization_slug: slug };
    await scene.api("POST", "/v1/b2b/organizations", body);
  }
}

const namesIn = (scene: WatchedScene) => {
  const { users, organizations } = scene.names();
  return [
    ...users.flatMap(({ emails }) => emails.map(({ email }) => email.split("@")[0])),
    ...organizations.map((one) => one.organization_slug),
  ];
};

describe("smokeTest() removes what killed runs left", () => {
  test.for(VERTICALS)(
    "but nothing of runs that may go on, nor of others (%s)",
    async (vertical) => {
      const watched = await watchScene({ vertical });
      const joint = vertical === "consumer" ? "+" : "-";
      const dead = `stytch-smoke${joint}${secondsToMark(Date.now() - 1000)}-0123abcd`;
      const alive = `stytch-smoke${joint}${secondsToMark(Date.now() + HOUR_MS)}-0123abcd`;
      const others = "stytch-smoke-testers";
      for (const name of [dead, alive, others]) await make(watched, name);
      const report = await smoke(await withSearches(watched));
      expect(complaints(report)).toEqual([]);
      expect(report.checks.find(({ id }) => id === "subject")?.evidence.leftovers).toBe(1);
      expect(namesIn(watched)).toEqual([alive, others]);
    },
  );

  test.for(VERTICALS)("w/ a run that was killed by SIGKILL (%s)", async (vertical) => {
    const watched = await watchScene({ vertical });
    const before = watched.livingThings();
    const root = vertical === "consumer" ? "/v1" : "/v1/b2b";
    const route = `POST ${root}/idp/oauth/authorize/start`;
    await watched.control("PUT", "/faults", [{ route, latencyMs: 600_000 }]);
    const running = startCli(["--outputs", "-", "--temporary-subject"], {
      env: environmentOf(watched),
      input: JSON.stringify(outputsOf(watched)),
    });
    await expect.poll(() => watched.livingThings().sessions, { interval: 20 }).toHaveLength(1);
    running.process.kill("SIGKILL");
    await running.finished;
    expect(watched.livingThings()).not.toEqual(before);
    await watched.control("PUT", "/faults", []);

    const scene = await withSearches(watched);
    expect(complaints(await smoke(scene))).toEqual([]);
    expect(watched.livingThings().sessions).toHaveLength(1);
    const now = () => Date.now() + HOUR_MS;
    expect(complaints(await smoke(scene, {}, { now }))).toEqual([]);
    expect(watched.livingThings()).toEqual(before);
  });

  test("unless the search is refused, which is no failure", async () => {
    const watched = await watchScene();
    const route = "POST /v1/users/search";
    await watched.control("PUT", "/faults", [{ route, status: 403 }]);
    const report = await smoke(watched);
    expect(report.outcome).toBe("passed");
    expect(report.checks.find(({ id }) => id === "subject")?.evidence.leftovers).toMatch(/403/);
  });
});
