import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { register } from "./_clients.ts";
import type { Killer } from "./_killer.ts";
import { findPostgres, type Postgres, startPostgres } from "./_postgres.ts";
import type { TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import { smokeWith } from "./_smoke.ts";
import type { Outcome, TestStack } from "./_stack.ts";

const PROGRAMS = findPostgres();
/** In CI a server that is missing is a failure, elsewhere a reason to skip. */
const isSkipped = PROGRAMS === undefined && process.env.CI !== "true";
if (isSkipped) console.warn("Tests with PostgreSQL are skipped: no server (Debian: postgresql)");

/** The engine lists the locks one by one, and stumbles over one that goes meanwhile. */
const REFUSED_AT_ONCE = /currently locked by|could not list bucket: .*no rows in result set/;
const LOCKED = /currently locked by 1 lock\(s\).*\n.*created by .+@.+ \(pid [0-9]+\)/;
const PASSPHRASE = crypto.randomUUID();
const CANARY = crypto.randomUUID();

const BASIC = { clientType: "first_party", redirectUrls: ["https://app.example.com/callback"] };

const declare = (...names: string[]) => {
  return async () => {
    const apps = names.map((name) => register(name, BASIC));
    return Object.fromEntries(
      apps.map(({ clientId, clientSecret }, n) => [names[n], { clientId, clientSecret }]),
    );
  };
};

const shown = ({ outputs }: Outcome, name: string) =>
  outputs[name]?.value as { clientId: string; clientSecret: string };

describe.skipIf(isSkipped)("a state in PostgreSQL (skipped if it is missing)", () => {
  const scope = suiteScope();
  let postgres: Postgres;
  let project: TestProject;
  let killer: Killer;
  let first: TestStack;
  let second: TestStack;

  /** A machine has its own home of the engine and its own copy of the program's folder. */
  const startMachine = (environment: Record<string, string> = {}) =>
    scope.stack(project, {
      environment: {
        ...postgres.environment,
        PULUMI_BACKEND_URL: postgres.url,
        PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
        ...environment,
      },
    });

  /** What version control does with the settings of a stack. */
  const shareSettings = (from: TestStack, to: TestStack) =>
    copyFile(join(from.folder, "Pulumi.test.yaml"), join(to.folder, "Pulumi.test.yaml"));

  const names = async () => (await project.clients()).map(({ client_name }) => client_name);

  beforeAll(async () => {
    if (PROGRAMS === undefined) throw new Error("no PostgreSQL server (Debian: postgresql)");
    postgres = scope.keep(await startPostgres(PROGRAMS), (server) => server.remove());
    project = await scope.project();
    killer = await scope.killer();
    first = await startMachine(killer.environment);
    await first.setConfig("stytch:secret", project.secret, true);
    await first.setConfig("canary", CANARY, true);
    second = await startMachine();
    await shareSettings(first, second);
  });

  it("refuses all but previews of a second machine while a first one runs, and then shows it the first one's work", async () => {
    const entered = Promise.withResolvers<void>();
    const opened = Promise.withResolvers<void>();
    const running = first.up(async () => {
      entered.resolve();
      await opened.promise;
      return declare("web", "tool")();
    });
    try {
      await Promise.race([entered.promise, running]);
      const requests = await project.requestsDuring(async () => {
        for (const action of ["up", "refresh", "destroy"] as const) {
          const refused = await second[action](declare("web", "other"));
          expect(refused.ok, action).toBe(false);
          expect(refused.output).toMatch(LOCKED);
          expect(refused.output).not.toContain(postgres.environment.PGPASSWORD);
        }
      });
      expect(requests).toEqual({});
      expect(await second.preview(declare("web", "other"))).toMatchObject({ ok: true });
    } finally {
      opened.resolve();
    }
    const ended = await running;
    expect(ended, ended.output).toMatchObject({ ok: true, changes: { create: 3 } });

    const next = await second.up(declare("web", "tool", "other"));
    expect(next.changes, next.output).toEqual({ same: 3, create: 1 });
    for (const name of ["web", "tool"]) expect(shown(next, name)).toEqual(shown(ended, name));
    expect((await names()).toSorted()).toEqual(["other", "tool", "web"]);
    const { clientId, clientSecret } = shown(next, "web");
    expect(await smokeWith(project, clientId, clientSecret)).toBe("works");
  });

  it("has exactly the declared clients after both ran up at once, and the refused one again", async () => {
    const declared = ["web", "tool", "other"];
    for (const name of ["round-1", "round-2"]) {
      declared.push(name);
      const machines = [first, second];
      const outcomes = await Promise.all(machines.map(({ up }) => up(declare(...declared))));
      for (const [n, outcome] of outcomes.entries()) {
        if (outcome.ok) continue;
        expect(outcome.output).toMatch(REFUSED_AT_ONCE);
        const again = await machines[n]?.up(declare(...declared));
        expect(again, again?.output).toMatchObject({ ok: true });
      }
      expect((await names()).toSorted()).toEqual(declared.toSorted());
    }
    const { changes } = await second.up(declare(...declared));
    expect(changes).toEqual({ same: declared.length + 1 });
  });

  it("stays locked after a machine was killed, until another one cancels and goes on", async () => {
    const program = async () => {
      const web = register("web", { ...BASIC, clientDescription: "changed" });
      const late = register("late", BASIC, { dependsOn: web });
      return { late: { clientId: late.clientId, clientSecret: late.clientSecret } };
    };
    await first.up(declare("web"));
    await killer.strikeAt("/v1/connected_apps/clients", "before", "engine");
    const killed = await first.up(program);
    expect(killed.ok, killed.output).toBe(false);
    expect(killer.hasStruck()).toBe(true);

    expect((await second.up(program)).output).toMatch(LOCKED);
    expect(await second.cancel()).toMatchObject({ ok: true });
    const up = await second.up(program);
    expect(up.changes, up.output).toEqual({ same: 2, create: 1 });
    expect((await names()).toSorted()).toEqual(["late", "web"]);
    const { clientId, clientSecret } = shown(up, "late");
    expect(await smokeWith(project, clientId, clientSecret)).toBe("works");
  });

  it("refuses a machine with another passphrase before it asks anything of Stytch", async () => {
    const stranger = await startMachine({ PULUMI_CONFIG_PASSPHRASE: "another" });
    await shareSettings(first, stranger);
    const requests = await project.requestsDuring(async () => {
      const refused = await stranger.up(declare("web"));
      expect(refused.ok).toBe(false);
      expect(refused.output).toContain("incorrect passphrase");
    });
    expect(requests).toEqual({});
  });

  it("holds no secret in clear, in no row", async () => {
    const up = await first.up(declare("web", "late"));
    const { clientId, clientSecret } = shown(up, "web");
    const contents = await postgres.contents();
    for (const kind of ["stacks", "history", "backups"]) {
      const texts = Object.entries(contents).filter(([key]) => key.includes(`/${kind}/`));
      expect(
        texts.some(([, text]) => text.includes(clientId)),
        kind,
      ).toBe(true);
    }
    const password = postgres.environment.PGPASSWORD;
    const late = shown(up, "late").clientSecret;
    for (const secret of [clientSecret, late, project.secret, CANARY, PASSPHRASE, password]) {
      expect(secret.length).toBeGreaterThan(20);
      for (const [key, text] of Object.entries(contents)) {
        expect(text.includes(secret), key).toBe(false);
      }
    }
  });

  it("keeps no lock, and no client, after the last machine's destroy", async () => {
    const destroyed = await second.destroy();
    expect(destroyed, destroyed.output).toMatchObject({ ok: true });
    expect(await names()).toEqual([]);
    const keys = Object.keys(await postgres.contents());
    expect(keys.filter((key) => key.includes("/locks/"))).toEqual([]);
  });
});
