import { inspect } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import {
  REPORT_FORMATS,
  renderReports,
  type SmokeProgress,
  type SmokeReport,
} from "../../smoke/src/index.ts";
import { createProgress } from "../../smoke/src/report/progress.ts";
import { buildCli, environmentOf, outputsOf, runCli } from "./_cli.ts";
import { openScene, smoke } from "./_harness.ts";
import { makePerson } from "./_people.ts";
import { eavesdrop } from "./_wire.ts";

beforeAll(buildCli);

function everyForm(report: SmokeReport, progress: readonly SmokeProgress[]): string {
  const written: string[] = [];
  for (const isTTY of [true, false]) {
    const live = createProgress({ write: (text) => written.push(text), isTTY }, isTTY);
    live.begin(report.app.name, report.app.clientId);
    for (const event of progress) live.show(event);
    live.end(report);
  }
  const formats = REPORT_FORMATS.map((format) => renderReports(format, [report]));
  const printed = inspect([report, progress], {
    depth: 20,
    showHidden: true,
    maxStringLength: null,
  });
  return [...formats, ...written, printed, JSON.stringify(progress)].join("\n");
}

function expectNone(text: string, secrets: Iterable<string>): void {
  for (const secret of secrets) {
    expect(text.includes(secret), `${secret} is shown`).toBe(false);
    expect(text.includes(encodeURIComponent(secret)), `${secret} is shown encoded`).toBe(false);
  }
}

/** Faults and bends under which more than usual is said. */
const SITUATIONS: [string, Record<string, unknown>[], string[]][] = [
  ["nothing wrong", [], []],
  ["broken answers", [{ route: "POST /v1/oauth2/token", body: "truncated", after: 1 }], []],
  ["malformed answers", [{ route: "POST /v1/passwords/authenticate", body: "malformed" }], []],
  ["a failing exchange", [], ["session_claims_missing", "nonce_missing", "code_replay_accepted"]],
  ["tokens for others", [], ["wrong_id_token_audience", "access_token_bad_signature"]],
];

test.for(SITUATIONS)("no format shows a secret w/ %s", async ([_title, faults, bends]) => {
  const bare = await openScene();
  const person = await makePerson(bare);
  const { scene, heard } = await eavesdrop(bare);
  await scene.control("PUT", "/faults", faults);
  await scene.control("PUT", "/bends", bends);
  const progress: SmokeProgress[] = [];
  const { email, password } = person;
  const report = await smoke(scene, {
    subject: { email, password },
    onProgress: (event) => progress.push(event),
  });
  expect(heard.size).toBeGreaterThan(faults.length > 0 ? 1 : 30);
  expectNone(everyForm(report, progress), [...heard, password, scene.target.secret]);
});

test.for(REPORT_FORMATS)("the command shows no secret w/ --format %s", async (format) => {
  const bare = await openScene({ vertical: "b2b" });
  const person = await makePerson(bare);
  const { scene, heard } = await eavesdrop(bare);
  await scene.control("PUT", "/bends", ["nonce_missing", "session_dead"]);
  const { clientSecret } = z.object({ clientSecret: z.string() }).parse(scene.target.app);
  const { code, stdout, stderr } = await runCli(["--outputs", "-", "--format", format], {
    env: {
      ...environmentOf(scene),
      STYTCH_SMOKE_SESSION_TOKEN: person.sessionToken,
    },
    input: JSON.stringify(outputsOf(scene)),
  });
  expect(code).toBe(1);
  const secrets = [...heard, clientSecret, scene.target.secret, person.sessionToken];
  expectNone(stdout + stderr, secrets);
});
