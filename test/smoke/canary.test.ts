import { inspect } from "node:util";
import { expect, test } from "vitest";
import {
  type CheckId,
  REPORT_FORMATS,
  renderReports,
  type SmokeProgress,
  type SmokeReport,
} from "../../smoke/src/index.ts";
import { createProgress } from "../../smoke/src/report/progress.ts";
import { openScene, smoke } from "./_harness.ts";
import { makePerson } from "./_people.ts";
import { eavesdrop, expectNone, type Passing, tamper } from "./_wire.ts";

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

/** Faults and misbehaviours that make the report say more than usual. */
const SITUATIONS: [string, Record<string, unknown>[], string[]][] = [
  ["nothing wrong", [], []],
  ["truncated responses", [{ route: "POST /v1/oauth2/token", body: "truncated", after: 1 }], []],
  ["malformed responses", [{ route: "POST /v1/passwords/authenticate", body: "malformed" }], []],
  ["a failing exchange", [], ["session_claims_missing", "nonce_missing", "code_replay_accepted"]],
  ["tokens for others", [], ["wrong_id_token_audience", "access_token_bad_signature"]],
];

test.for(SITUATIONS)("no format shows a secret w/ %s", async ([_title, faults, misbehaviours]) => {
  const bare = await openScene();
  const person = await makePerson(bare);
  const { scene, heard } = await eavesdrop(bare);
  await scene.control("PUT", "/faults", faults);
  await scene.control("PUT", "/misbehaviours", misbehaviours);
  const progress: SmokeProgress[] = [];
  const { email, password } = person;
  const report = await smoke(scene, {
    subject: { email, password },
    onProgress: (event) => progress.push(event),
  });
  expect(heard.size).toBeGreaterThan(faults.length > 0 ? 1 : 30);
  expectNone(everyForm(report, progress), [...heard, password, scene.target.secret]);
});

/** Where secrets are sent that the test has made up or was given, and how to refuse just those. */
const ECHOED: [CheckId, (passing: Passing) => boolean][] = [
  ["authorize-start", ({ route }) => route.endsWith("/authorize/start")],
  ["introspect", ({ body }) => body.active === false],
  ["token-wrong-secret-refused", ({ body }) => body.error === "invalid_client"],
  ["token-wrong-verifier-refused", ({ status }) => status === 400],
  ["code-replay-refused", ({ status }) => status === 400],
];

const SENT = ["session_token", "token", "code", "code_verifier", "client_secret"];

test.for(ECHOED)("%s shows no secret that the server echoes", async ([check, isEchoed]) => {
  const echoed: string[] = [];
  const scene = await tamper(await openScene(), (passing) => {
    if (!isEchoed(passing)) return;
    const { asked } = passing;
    const sent: Record<string, unknown> = asked.startsWith("{")
      ? JSON.parse(asked)
      : Object.fromEntries(new URLSearchParams(asked));
    for (const name of SENT) if (typeof sent[name] === "string") echoed.push(sent[name]);
    passing.status = 400;
    passing.body = { error: "server_error", error_description: echoed.join(" ") };
  });
  const report = await smoke(scene, { only: [check] });
  expect(report.checks.find(({ id }) => id === check)).toMatchObject({
    outcome: "failed",
    reason: expect.stringContaining("[hidden]"),
  });
  expect(echoed.length).toBeGreaterThan(0);
  expectNone(everyForm(report, []), echoed);
});
