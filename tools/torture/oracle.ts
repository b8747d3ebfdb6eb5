import type { State } from "./engine.ts";
import { type Inputs, isPublic, type Program } from "./program.ts";
import type { WireClient, World } from "./server.ts";

/** Names on the wire of the fields that programs declare, and what stands for one left out. */
const FIELDS = {
  clientType: ["client_type", undefined],
  clientName: ["client_name", ""],
  clientDescription: ["client_description", ""],
  redirectUrls: ["redirect_urls", []],
  accessTokenExpiryMinutes: ["access_token_expiry_minutes", 60],
} as const;

/** What is not exactly as declared, once all faults have ended. */
export async function problemsOf(
  world: World,
  program: Program,
  { resources, replaced }: State,
  foreign: readonly WireClient[],
  said: readonly string[],
): Promise<string[]> {
  const problems: string[] = [];
  const clients = new Map((await world.clients()).map((client) => [client.client_id, client]));

  for (const other of foreign) {
    const now = clients.get(other.client_id);
    if (JSON.stringify(now) !== JSON.stringify(other)) {
      problems.push(`a client of others was ${now ? "changed" : "deleted"}: ${other.client_name}`);
    }
    clients.delete(other.client_id);
  }
  if (replaced.size > 0) problems.push(`${replaced.size} replaced clients are not deleted`);

  for (const [name, inputs] of program) {
    const kept = resources.get(name);
    const client = kept && clients.get(kept.id);
    if (!kept) problems.push(`${name} is not in the state`);
    else if (!client) problems.push(`${name}: the server has no ${kept.id}, or twice in the state`);
    else {
      clients.delete(kept.id);
      problems.push(...differences(name, inputs, client));
      problems.push(...(await secretProblems(world, name, inputs, kept)));
    }
  }
  for (const { client_name } of clients.values()) {
    problems.push(`a client that no state knows: ${client_name}`);
  }
  for (const name of resources.keys()) {
    if (!program.has(name)) problems.push(`${name} is still in the state`);
  }

  for (const secret of world.secrets) {
    const line = said.find((text) => text.includes(secret));
    if (line) problems.push(`a secret in clear: ${line.replaceAll(secret, "[the secret]")}`);
  }
  return problems;
}

function differences(name: string, inputs: Inputs, client: WireClient): string[] {
  return Object.entries(FIELDS)
    .filter(([field, [wire, missing]]) => {
      const held = client[wire] ?? missing;
      return sorted(held) !== sorted(inputs[field] ?? missing);
    })
    .map(([field]) => `${name}: ${field} is not as declared`);
}

/** Lists of URLs are sets. */
function sorted(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
}

async function secretProblems(
  world: World,
  name: string,
  inputs: Inputs,
  { id, outputs }: { id: string; outputs: Record<string, unknown> },
): Promise<string[]> {
  if (isPublic(inputs)) {
    return outputs.clientSecret === undefined ? [] : [`${name} is public and has a secret`];
  }
  const problems: string[] = [];
  const secrets = [
    ["clientSecret", true],
    ["nextClientSecret", inputs.nextSecretVersion !== undefined],
  ] as const;
  for (const [field, isDeclared] of secrets) {
    const secret = outputs[field];
    if (isDeclared !== (secret !== undefined)) {
      problems.push(`${name}: ${field} is ${isDeclared ? "lost" : "there without being declared"}`);
    } else if (typeof secret === "string" && !(await world.authenticates(id, secret))) {
      problems.push(`${name}: the server does not take the ${field} of the state`);
    }
  }
  return problems;
}
