import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../review/src/report.ts";
import type { Cli } from "../e2e/_cli.ts";
import { REPOSITORY } from "../e2e/_process.ts";
import { suiteScope } from "../e2e/_scope.ts";
import { type Case, CORPUS, holds, isSecret, isUnknown } from "./_corpus.ts";
import { DOORS, type Door } from "./_forms.ts";
import { program, REAL } from "./_real-program.ts";
import { reviewPreview, reviewStates } from "./_review.ts";

const scope = suiteScope();

describe.each(Object.keys(DOORS) as Door[])("what a real engine previews, by the %s", (door) => {
  let cli: Cli;
  let folder: string;
  const run = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await cli.pulumi(...args, "--cwd", folder, "--stack", "prod");
    expect(code, `${stderr}${stdout.slice(-4000)}`).toBe(0);
    return stdout;
  };
  const turnTo = (side: string) => writeFile(join(folder, "side.txt"), side);

  let preview: Report;
  let states: Report;
  beforeAll(async () => {
    const project = await scope.project();
    cli = await scope.cli(project);
    folder = await scope.program("shop", program(door, REPOSITORY));
    await cli.pulumi("stack", "init", "prod", "--cwd", folder);
    await turnTo("before");
    await run("up", "--yes", "--skip-preview");
    const before: object = JSON.parse(await run("stack", "export"));
    await turnTo("after");
    preview = reviewPreview(JSON.parse(await run("preview", "--json", "--show-sames")));
    await turnTo("known");
    await run("up", "--yes", "--skip-preview");
    states = reviewStates([before, JSON.parse(await run("stack", "export"))]);
  });

  const meaningsOf = (report: Report, at: number): string[] => {
    const found = report.clients.find(({ client }) => client.name === `case-${at}`);
    return (found?.findings ?? []).map(({ id, severity }) => `${severity} ${id}`).sort();
  };
  const cases = REAL.map((one, at) => [one.title, one, at] as const);

  it("is of at least 30 changes, unknown values and secrets among them", () => {
    expect(REAL.length).toBeGreaterThanOrEqual(100);
    expect(REAL.filter((one) => holds(one, isUnknown)).length).toBeGreaterThan(5);
    expect(REAL.filter((one) => holds(one, isSecret)).length).toBeGreaterThan(3);
    expect(REAL.length).toBeLessThan(CORPUS.length);
  });

  it.each(cases)("%s", (_title, one, at) => {
    expect(meaningsOf(preview, at)).toEqual(expectedOf(one));
  });

  const known = cases.filter(([, one]) => !holds(one, isUnknown) && !one.retainOnDelete);
  it.each(known)("between two states: %s", (_title, one, at) => {
    // A server keeps the order that it has: what means nothing is not sent.
    const isKept = one.sameOp && !holds(one, isSecret);
    const meant = isKept ? [] : one.means.toSorted();
    expect(meaningsOf(states, at)).toEqual(meant);
  });

  it("has the line of the program for each client", () => {
    const own = preview.clients.filter(({ client }) => client.name !== "source");
    const lines = own.map(({ client: { place } }) => `${place?.file}:${place?.line}`);
    expect([...new Set(lines)]).toEqual(["index.js:20"]);
  });
});

function expectedOf({ means, sameOp }: Case): string[] {
  return sameOp ? [] : means.toSorted();
}
