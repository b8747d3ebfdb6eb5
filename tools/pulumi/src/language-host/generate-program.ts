import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline/promises";
import { credentials } from "@grpc/grpc-js";
import type {
  GenerateProgramRequest,
  GenerateProgramResponse,
} from "@pulumi/pulumi/proto/language_pb.js";
import { type Children, end } from "./children.ts";
import { LanguageRuntimeClient, MESSAGE_LIMITS } from "./protocol.ts";

/** The path of the tool GENERATOR, which writes the code that `pulumi import` prints. */
export const GENERATOR_VARIABLE = "PULUMI_STYTCH_GENERATOR";

/** `pulumi import` asks for its code at its end, and fails where there is none. */
const IMPORT_IS_COMPLETE =
  "If this is `pulumi import`, the import itself is complete: the resources are in the state, and only their code was not generated.";

/**
 * Has Pulumi's own generator write a program: a process that lives as long as the call.
 *
 * @param language as the generator knows it
 */
export async function generateProgram(
  request: GenerateProgramRequest,
  language: string,
  children: Children,
): Promise<GenerateProgramResponse> {
  try {
    return await generate(request, language, children);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error} ${IMPORT_IS_COMPLETE}`);
  }
}

async function generate(
  request: GenerateProgramRequest,
  language: string,
  children: Children,
): Promise<GenerateProgramResponse> {
  const generator = process.env[GENERATOR_VARIABLE];
  if (!generator) {
    throw new Error(
      `This language host writes no programs by itself. Set ${GENERATOR_VARIABLE} to the path of the generator, or give --generate-code=false and write the code yourself.`,
    );
  }
  const child = children.start(generator, ["-serve", "-language", language], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const address = `127.0.0.1:${await firstLine(child, generator)}`;
    return await forward(request, address);
  } finally {
    await end(child);
  }
}

function firstLine(child: ChildProcess, command: string): Promise<string> {
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`${command} ended with code ${code}.`)));
    if (child.stdout) createInterface(child.stdout).once("line", done);
  });
}

function forward(
  request: GenerateProgramRequest,
  address: string,
): Promise<GenerateProgramResponse> {
  const client = new LanguageRuntimeClient(address, credentials.createInsecure(), MESSAGE_LIMITS);
  return new Promise<GenerateProgramResponse>((done, fail) => {
    client.generateProgram(request, (error, response) =>
      error === null ? done(response) : fail(new Error(error.details)),
    );
  }).finally(() => client.close());
}
