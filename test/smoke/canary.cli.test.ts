import { expect, test } from "vitest";
import { z } from "zod";
import { REPORT_FORMATS } from "../../smoke/src/index.ts";
import { environmentOf, outputsOf, runCli } from "./_cli.ts";
import { openScene } from "./_harness.ts";
import { makePerson } from "./_people.ts";
import { eavesdrop, expectNone } from "./_wire.ts";

test.for(REPORT_FORMATS)("the command shows no secret w/ --format %s", async (format) => {
  const bare = await openScene({ vertical: "b2b" });
  const person = await makePerson(bare);
  const { scene, heard } = await eavesdrop(bare);
  await scene.control("PUT", "/misbehaviours", ["nonce_missing", "session_dead"]);
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
