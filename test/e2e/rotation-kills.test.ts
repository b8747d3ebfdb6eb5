import { beforeAll, describe, expect, it } from "vitest";
import type { Cli } from "./_cli.ts";
import { register } from "./_clients.ts";
import type { ExampleCopy } from "./_example-copy.ts";
import type { Killer, Moment } from "./_killer.ts";
import { run } from "./_process.ts";
import type { TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import { smokeWith } from "./_smoke.ts";
import type { Outcome, TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let killer: Killer;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
  killer = await scope.killer();
  stack = await scope.stack(project, { environment: killer.environment });
});

interface Versions {
  secretVersion?: string;
  nextSecretVersion?: string;
}

/** What the program exports of a client. */
interface Shown {
  id: string;
  current: string;
  next?: string;
}

/** A client for each kill; a deployment changes nothing of those that the program declares as before. */
const declare = (clients: Record<string, Versions>) => async () => {
  const redirectUrls = ["https://app.example.com/callback"];
  const outputs = Object.entries(clients).map(([name, versions]) => {
    const app = register(name, { clientType: "first_party", redirectUrls, ...versions });
    return [name, { id: app.clientId, current: app.clientSecret, next: app.nextClientSecret }];
  });
  return Object.fromEntries(outputs);
};

const shown = ({ outputs }: Outcome, name: string) => outputs[name]?.value as Shown;

const ROTATING: Versions = { nextSecretVersion: "2" };
const START = "/secrets/rotate/start";
const CANCEL = "/secrets/rotate/cancel";
const COMPLETE = "/secrets/rotate";
const STEPS: Record<string, { from: Versions; to: Versions; revoked?: "current" | "next" }> = {
  start: { from: {}, to: ROTATING },
  restart: { from: ROTATING, to: { nextSecretVersion: "3" }, revoked: "next" },
  cancel: { from: ROTATING, to: {}, revoked: "next" },
  completion: { from: ROTATING, to: { secretVersion: "2" }, revoked: "current" },
  "hard cut": { from: {}, to: { secretVersion: "2" }, revoked: "current" },
};
const KILLS: [step: string, pathEnd: string, moment: Moment][] = [
  ["start", START, "before"],
  ["start", START, "committed"],
  ["start", START, "responded"],
  ["restart", CANCEL, "committed"],
  ["restart", START, "committed"],
  ["cancel", CANCEL, "responded"],
  ["completion", COMPLETE, "before"],
  ["completion", COMPLETE, "committed"],
  ["completion", COMPLETE, "responded"],
  ["hard cut", START, "responded"],
  ["hard cut", COMPLETE, "committed"],
];

describe("a provider killed", () => {
  const cases = KILLS.map((kill, n) => [...kill, `app-${n}`] as const);
  const clients: Record<string, Versions> = {};
  let first: Outcome;

  beforeAll(async () => {
    for (const [step, , , name] of cases) clients[name] = STEPS[step]?.from ?? {};
    first = await stack.up(declare(clients));
    expect(first, first.output).toMatchObject({ ok: true, changes: { create: cases.length + 1 } });
  });

  it.each(cases)(
    "in a %s, at …%s, %s: one further up ends it, and the smoke test passes",
    async (step, pathEnd, moment, name) => {
      const { to, revoked } = STEPS[step] as (typeof STEPS)[string];
      const before = shown(first, name);
      clients[name] = to;

      await killer.strikeAt(pathEnd, moment);
      const requests = await project.requestsDuring(async () => {
        const killed = await stack.up(declare(clients));
        expect(killed.ok, killed.output).toBe(false);
      });
      expect(killer.hasStruck()).toBe(true);
      const arrived = requests[`POST /v1/connected_apps/clients/{client_id}${pathEnd}`] ?? 0;
      expect(arrived).toBe(moment === "before" ? 0 : 1);

      const ended = await stack.up(declare(clients));
      expect(ended, ended.output).toMatchObject({ ok: true });
      const after = shown(ended, name);
      expect(after.id).toBe(before.id);
      expect(await smokeWith(project, after.id, after.current)).toBe("works");
      if (to.nextSecretVersion) {
        expect(await smokeWith(project, after.id, after.next)).toBe("works");
      }
      if (revoked) {
        expect(await smokeWith(project, after.id, before[revoked])).toBe("token");
      }
      if (revoked !== "current") expect(after.current).toBe(before.current);
      if (step === "completion") expect(after.current).toBe(before.next);
    },
  );
});

describe("an engine killed", () => {
  let cli: Cli;
  let example: ExampleCopy;

  beforeAll(async () => {
    cli = await scope.cli(project, killer.environment);
    example = await scope.example("rotate-secret");
  });

  const pulumi = (...args: string[]) => cli.pulumi("--cwd", example.folder, ...args);

  it("before it wrote the state: once the lock is gone, a further up ends the completion", async () => {
    await pulumi("stack", "init", "example");
    for (const commit of ["1-start.diff", "2-complete.diff"]) {
      const up = await pulumi("up", "--yes", "--skip-preview");
      expect(up, up.stderr).toMatchObject({ code: 0 });
      const applied = await run("git", ["apply", commit], { cwd: example.folder });
      expect(applied, applied.stderr).toMatchObject({ code: 0 });
    }
    await killer.strikeAt(COMPLETE, "responded", "engine");
    const killed = await pulumi("up", "--yes", "--skip-preview");
    expect(killed.code).not.toBe(0);
    expect(killer.hasStruck()).toBe(true);

    const locked = await pulumi("up", "--yes", "--skip-preview");
    expect(locked.stdout + locked.stderr).toContain("locked");
    await pulumi("cancel", "--yes");
    const up = await pulumi("up", "--yes", "--skip-preview");
    expect(up, up.stdout + up.stderr).toMatchObject({ code: 0 });
    const { stdout } = await pulumi("stack", "output", "--json", "--show-secrets");
    const { current } = JSON.parse(stdout);
    expect(await smokeWith(project, current.clientId, current.clientSecret)).toBe("works");
  });
});
