import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { GENERATOR_VARIABLE } from "../../../tools/pulumi/src/language-host/generate-program.ts";
import {
  GeneratePackageRequest,
  GenerateProgramRequest,
} from "../../../tools/pulumi/src/language-host/protocol.ts";
import { fakeCommand, temporaryFolder } from "./_fakes.ts";
import { startLanguageHost } from "./_language-host.ts";

const COMPLETE =
  "If this is `pulumi import`, the import itself is complete: the resources are in the state, and only their code was not generated.";

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
    expect(details).toContain(COMPLETE);
  });

  test("names a generator that ends before it serves", async () => {
    const generator = await fakeCommand(join(await temporaryFolder(), "generator"), "exit 3");
    expect(await refusal(generator)).toBe(`${generator} ended with code 3. ${COMPLETE}`);
  });

  test("names a generator that is not there", async () => {
    const generator = join(await temporaryFolder(), "generator");
    expect(await refusal(generator)).toContain(`${generator} ENOENT`);
  });
});

test.each(["nodejs", "python"])(
  "generatePackage() of %s names what writes SDKs",
  async (language) => {
    const { client } = await startLanguageHost(process.env, language);
    const details = await new Promise<string>((done, fail) => {
      client.generatePackage(new GeneratePackageRequest(), (error) =>
        error === null ? fail(new Error("no error")) : done(error.details),
      );
    });
    expect(details).toContain(`npm run sdks -- --language ${language}`);
    expect(details).toContain("an installed Pulumi CLI");
  },
);
