import { type Configuration, checkConfiguration } from "pulumi-stytch-connected-apps-policy/rules";
import { ArgumentError } from "./argument-error.ts";
import { readSource } from "./sources.ts";

/** @throws ArgumentError with everything that is wrong with the file. */
export async function readPolicyConfig(
  path: string | undefined,
  stdin: AsyncIterable<Uint8Array>,
): Promise<Configuration> {
  if (path === undefined) return {};
  const { name, text } = await readSource(path, "--policy-config", stdin);
  const problems = checkConfiguration(text);
  if (problems.length > 0) {
    throw new ArgumentError(`${name}: ${problems.join(" ")}`);
  }
  if (text.trim() === "") return {};
  const { environments: _, ...configuration } = JSON.parse(text) as Record<string, unknown>;
  return configuration;
}
