import { beforeAll, describe, expect, it } from "vitest";
import { ConnectedApp, door } from "./_door.ts";
import { filesBelow } from "./_files.ts";
import { READ, type TestProject } from "./_project.ts";
import { suiteScope } from "./_scope.ts";
import { smokeWith } from "./_smoke.ts";
import type { Outcome, TestStack } from "./_stack.ts";

const COMPLETE = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate";
const START = `${COMPLETE}/start`;
const CANCEL = `${COMPLETE}/cancel`;

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;
/** Everything that the engine printed. */
let printed = "";
const secrets = new Set<string>();

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
});

const declare = (versions: { secretVersion?: string; nextSecretVersion?: string }) => async () => {
  const app = new ConnectedApp("web", {
    clientType: "first_party",
    redirectUrls: ["https://app.example.com/callback"],
    fullAccessAllowed: true,
    ...versions,
  });
  const { clientId: id, clientSecret: current, nextClientSecret: next } = app;
  return { id, current, next, since: app.secretRotationStartedAt, made: app.secretRotatedAt };
};

const shown = ({ outputs }: Outcome, name: string) => outputs[name]?.value;

async function watched(outcome: Promise<Outcome>): Promise<Outcome> {
  const { output, outputs } = await outcome;
  printed += output;
  for (const { value, secret } of Object.values(outputs)) if (secret) secrets.add(String(value));
  expect(output).not.toMatch(/^\s+at .+:\d+:\d+/m);
  return outcome;
}

/** An `up` that succeeds, and what it asks. */
async function up(versions: Parameters<typeof declare>[0], requests: Record<string, number>) {
  let outcome: Outcome | undefined;
  const asked = await project.requestsDuring(async () => {
    outcome = await watched(stack.up(declare(versions)));
  });
  expect(outcome, outcome?.output).toMatchObject({ ok: true });
  expect(asked).toEqual(requests);
  return outcome as Outcome;
}

async function preview(versions: Parameters<typeof declare>[0]) {
  let outcome: Outcome | undefined;
  const asked = await project.requestsDuring(async () => {
    outcome = await watched(stack.preview(declare(versions)));
  });
  expect(asked).toEqual({});
  return outcome as Outcome;
}

const smoke = (id: unknown, secret: unknown) => smokeWith(project, id, secret);

describe("a rotation on the engine", () => {
  let first: Outcome;
  let started: Outcome;

  /** The notice of an update, once, at the resource. The engine's line of the step repeats it. */
  function expectNotice({ output }: Outcome, text: string) {
    const diagnostics = output.slice(output.indexOf("Diagnostics:"));
    const { length } = diagnostics.split(text);
    expect(length - 1, output).toBe(1);
    expect(diagnostics).toContain(`${door.token("ConnectedApp")} (web):\n    ${text}`);
  }

  const hooks = async () => "resourceHooks" in ((await stack.apps()).web ?? {});

  it("is no matter of a program that names no versions", async () => {
    first = await watched(stack.up(declare({})));
    expect(first).toMatchObject({ ok: true, outputs: { current: { secret: true } } });
    expect(first.output).not.toContain("rotation");
    expect(await hooks()).toBe(false);
    const named = await up({ secretVersion: "1" }, {});
    expect(named.changes).toEqual({ same: 2 });
    expect(await hooks()).toBe(door.hasHooks);
  });

  it("that starts is announced at preview, and makes a second secret beside the first", async () => {
    const previewed = await preview({ nextSecretVersion: "2" });
    expect(previewed).toMatchObject({ ok: true, changes: { update: 1, same: 1 } });
    const text = "secret rotation starts: a next secret is made, and the current one stays valid";
    expectNotice(previewed, text);
    started = await up({ nextSecretVersion: "2" }, { [READ]: 1, [START]: 1 });
    expectNotice(started, text);
    expect(started.changes).toEqual({ update: 1, same: 1 });
    expect(started.outputs).toMatchObject({
      id: first.outputs.id,
      current: first.outputs.current,
      next: { secret: true },
      since: { value: expect.stringMatching(/Z$/), secret: false },
    });
    const id = shown(first, "id");
    expect(await smoke(id, shown(started, "current"))).toBe("works");
    expect(await smoke(id, shown(started, "next"))).toBe("works");
  });

  it("that runs is left alone by further commands", async () => {
    await up({ nextSecretVersion: "2" }, {});
    const refreshed = await watched(stack.refresh());
    expect(refreshed).toMatchObject({ ok: true, changes: { same: 2 } });
    const again = await up({ nextSecretVersion: "2" }, {});
    expect(again.outputs).toEqual(started.outputs);
  });

  it("is not touched by a program that changes both versions: the preview says what to do", async () => {
    const { ok, output } = await preview({ secretVersion: "2", nextSecretVersion: "3" });
    expect(ok).toBe(false);
    expect(output).toContain("[ERR_STYTCH_ROTATION] secretVersion is changed while");
    expect(output).toContain("move the value of nextSecretVersion to secretVersion");
  });

  it("that completes is announced at preview, and leaves the next secret alone", async () => {
    const previewed = await preview({ secretVersion: "2" });
    expectNotice(previewed, "secret rotation completes: the next secret becomes the current");
    const completed = await up({ secretVersion: "2" }, { [READ]: 1, [COMPLETE]: 1 });
    expect(completed.outputs).toMatchObject({
      id: first.outputs.id,
      current: { value: shown(started, "next"), secret: true },
    });
    expect(shown(completed, "next")).toBeUndefined();
    expect(shown(completed, "since")).toBeUndefined();
    expect(shown(completed, "made")).not.toBe(shown(first, "made"));
    const id = shown(first, "id");
    expect(await smoke(id, shown(completed, "current"))).toBe("works");
    expect(await smoke(id, shown(first, "current"))).toBe("token");
  });

  it("that is cancelled is announced at preview, and leaves the current secret alone", async () => {
    const versions = { secretVersion: "2", nextSecretVersion: "3" };
    const running = await up(versions, { [READ]: 1, [START]: 1 });
    const previewed = await preview({ secretVersion: "2" });
    expectNotice(previewed, "secret rotation is cancelled: the next secret");
    const cancelled = await up({ secretVersion: "2" }, { [READ]: 1, [CANCEL]: 1 });
    expect(cancelled.outputs.current).toEqual(running.outputs.current);
    const id = shown(first, "id");
    expect(await smoke(id, shown(cancelled, "current"))).toBe("works");
    expect(await smoke(id, shown(running, "next"))).toBe("token");
  });

  it("is a hard cut where only secretVersion changes; the preview warns of it", async () => {
    const previewed = await preview({ secretVersion: "4" });
    const text = "warning: hard cut: a new secret is made and the current one";
    expectNotice(previewed, text);
    expect(previewed.output).toContain("Set nextSecretVersion instead");
    const calls = { [READ]: 1, [START]: 1, [COMPLETE]: 1 };
    const cut = await up({ secretVersion: "4" }, calls);
    expectNotice(cut, text);
    const id = shown(cut, "id");
    expect(id).toBe(shown(first, "id"));
    expect(await smoke(id, shown(cut, "current"))).toBe("works");
    expect(await smoke(id, shown(started, "next"))).toBe("token");
  });

  it("is announced, by a hook or with the client's name, where the version left the program", async () => {
    const previewed = await preview({});
    const named = `Stytch: ${shown(first, "id")}: "web": hard cut: a new secret`;
    if (door.hasHooks) expect(previewed.output).toContain(named);
    else expectNotice(previewed, "warning: hard cut: a new secret");
  });

  it("that fails half way keeps what it made, encrypted, and the next up ends it", async () => {
    await project.setFaults([{ route: COMPLETE, status: 400 }]);
    const failed = await watched(stack.up(declare({ secretVersion: "5" })));
    expect(failed.ok).toBe(false);
    expect(failed.output).toContain("[ERR_STYTCH_API] POST /v1/connected_apps/clients/");
    expect((await stack.apps()).web?.outputs).toMatchObject({
      secretVersion: "4",
      nextSecretVersion: "5",
      nextClientSecret: { ciphertext: expect.any(String) },
    });
    const ended = await up({ secretVersion: "5" }, { [READ]: 1, [COMPLETE]: 1 });
    expect(await smoke(shown(ended, "id"), shown(ended, "current"))).toBe("works");
  });

  it("that others cancelled cannot complete; the error's remedy works", async () => {
    const versions = { secretVersion: "5", nextSecretVersion: "6" };
    const running = await up(versions, { [READ]: 1, [START]: 1 });
    await project.rotate(String(shown(running, "id")), "cancel");
    const refused = await watched(stack.up(declare({ secretVersion: "6" })));
    expect(refused.ok).toBe(false);
    expect(refused.output).toContain("[ERR_STYTCH_ROTATION] the rotation cannot be completed");
    await up(versions, { [READ]: 1, [START]: 1 });
    const completed = await up({ secretVersion: "6" }, { [READ]: 1, [COMPLETE]: 1 });
    expect(await smoke(shown(completed, "id"), shown(completed, "current"))).toBe("works");
  });

  it("is refused at preview for a client without a secret", async () => {
    const { ok, output } = await watched(
      stack.preview(async () => {
        new ConnectedApp("cli", { clientType: "first_party_public", nextSecretVersion: "2" });
      }),
    );
    expect(ok).toBe(false);
    expect(output).toContain("nextSecretVersion is for clients with a secret");
  });

  it("has put no secret in clear into state, history, backups or output", async () => {
    expect(secrets.size).toBeGreaterThan(6);
    const exported = JSON.stringify(await stack.state());
    const places = { ...(await filesBelow(stack.backend)), printed, exported };
    for (const [place, text] of Object.entries(places)) {
      for (const secret of secrets) {
        expect(secret.length).toBeGreaterThan(20);
        expect(text.includes(secret), place).toBe(false);
      }
    }
  });
});
