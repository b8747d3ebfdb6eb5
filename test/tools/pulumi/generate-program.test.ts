import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GENERATOR_VARIABLE } from "../../../tools/pulumi/src/language-host/generate-program.ts";
import { GenerateProgramRequest } from "../../../tools/pulumi/src/language-host/protocol.ts";
import { fakeCommand, temporaryFolder } from "./_fakes.ts";
import { startLanguageHost } from "./_language-host.ts";

async function refusal(generator: string): Promise<string> {
  const host = await startLanguageHost({ ...process.env, [GENERATOR_VARIABLE]: generator });
  return new Promise((done, fail) => {
    host.client.generateProgram(new GenerateProgramRequest(), (error) =>
      error === null ? fail(new Error("no error")) : done(error.details),
    );
  });
}

describe("generateProgram()", () => {
  test("without a generator says how to have one, and how to do without", async () => {
    const details = await refusal("");
    expect(details).toContain(GENERATOR_VARIABLE);
    expect(details).toContain("--generate-code=false");
  });

  test("names a generator that ends before it serves", async () => {
    const generator = await fakeCommand(join(await temporaryFolder(), "generator"), "exit 3");
    expect(await refusal(generator)).toBe(`${generator} ended with code 3.`);
  });

  test("names a generator that is not there", async () => {
    const generator = join(await temporaryFolder(), "generator");
    expect(await refusal(generator)).toContain(`${generator} ENOENT`);
  });
});
