import type { Random } from "./random.ts";

/** What one resource of the program declares. */
export type Inputs = { clientType: string; clientName: string } & Record<string, unknown>;

/** The resources of a program by name. */
export type Program = ReadonlyMap<string, Inputs>;

export const CLIENTS_A_PROGRAM = 20;

const TYPES = ["first_party", "first_party_public", "third_party", "third_party_public"] as const;

export const isPublic = ({ clientType }: { clientType: string }) => clientType.endsWith("_public");

/** Every fifth client is in every field equal to the one before it. */
export function newProgram(random: Random): Program {
  const program = new Map<string, Inputs>();
  let former: Inputs | undefined;
  for (let n = 0; n < CLIENTS_A_PROGRAM; n += 1) {
    const inputs: Inputs = former && n % 5 === 4 ? { ...former } : newClient(random, `client ${n}`);
    program.set(`app-${n}`, inputs);
    former = inputs;
  }
  return program;
}

export function newClient(random: Random, clientName: string): Inputs {
  return {
    clientType: random.pick(TYPES),
    clientName,
    redirectUrls: ["https://app.example.com/callback"],
    ...(random.chance(0.5) && { clientDescription: `described ${random.int(1000)}` }),
    ...(random.chance(0.3) && { accessTokenExpiryMinutes: 5 + random.int(60) }),
  };
}

/** The resource's part of a state that a person looks at before the next edit. */
export interface Seen {
  readonly clientType?: unknown;
  readonly secretVersion?: unknown;
  readonly nextSecretVersion?: unknown;
}

/** How someone edits the program: a few clients change, some go, some come. */
export function editProgram(
  program: Program,
  random: Random,
  stateOf: (name: string) => Seen | undefined,
): Program {
  const edited = new Map<string, Inputs>();
  for (const [name, inputs] of program) {
    if (random.chance(0.05)) continue;
    const changed = random.chance(0.4) ? editClient(inputs, random, stateOf(name)) : inputs;
    edited.set(name, changed);
  }
  for (let missing = CLIENTS_A_PROGRAM - edited.size; missing > 0; missing -= 1) {
    const id = random.int(1_000_000);
    edited.set(`app-new-${id}`, newClient(random, `client new ${id}`));
  }
  return edited;
}

function editClient(inputs: Inputs, random: Random, seen: Seen | undefined): Inputs {
  const kind = random.int(10);
  if (kind === 0 && seen?.clientType === inputs.clientType) {
    return { ...inputs, clientType: otherType(inputs, random), ...NO_VERSIONS };
  }
  if (kind <= 4 && seen && !isPublic(inputs)) return rotate(inputs, seen);
  if (kind <= 7) return { ...inputs, clientDescription: `edited ${random.int(1000)}` };
  const urls = [`https://app.example.com/${random.int(100)}`, "https://app.example.com/b"];
  return { ...inputs, redirectUrls: random.chance(0.5) ? urls : urls.reverse() };
}

function otherType(inputs: Inputs, random: Random): string {
  const picked = random.pick(TYPES);
  return picked === inputs.clientType ? otherType(inputs, random) : picked;
}

const NO_VERSIONS = { secretVersion: undefined, nextSecretVersion: undefined };

/** The next step of a rotation, once the state shows that the former one was reached. */
function rotate(inputs: Inputs, seen: Seen): Inputs {
  const { secretVersion, nextSecretVersion } = inputs;
  if (seen.secretVersion !== secretVersion || seen.nextSecretVersion !== nextSecretVersion) {
    return inputs;
  }
  if (nextSecretVersion !== undefined) {
    return { ...inputs, secretVersion: nextSecretVersion, nextSecretVersion: undefined };
  }
  return { ...inputs, nextSecretVersion: String(Number(secretVersion ?? "1") + 1) };
}
