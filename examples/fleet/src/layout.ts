import { FleetError } from "./fleet-error.ts";
import type { PulumiCli } from "./pulumi-cli.ts";

/** The stack that holds no client: its settings are those of all, and its tags tell how many there are. */
export const INDEX = "fleet";

const STACKS_TAG = "fleet:stacks";
const GROWING_TAG = "fleet:growing";

/** From 1 to the most stacks. */
const STACKS = /^[1-9]\d{0,3}$/;
const GROWING = /^([1-9]\d{0,3}) (deploying|moving) (\S+)$/;

/** How many stacks there are, and what a growth that has begun is at. */
export interface Layout {
  readonly stacks: number;
  readonly growth: Growth | undefined;
}

export interface Growth {
  readonly to: number;
  /** `deploying` until every stack is as declared; from then on clients move. */
  readonly phase: "deploying" | "moving";
  /** Tells the run that grows from all others. */
  readonly run: string;
}

/** @returns undefined for an index that is new. */
export async function readLayout(cli: PulumiCli): Promise<Layout | undefined> {
  return layoutOf(await cli.tags(INDEX));
}

/**
 * @param tags of the index.
 * @throws FleetError if someone else wrote them.
 */
export function layoutOf(tags: Readonly<Record<string, string>>): Layout | undefined {
  const stacks = tags[STACKS_TAG];
  if (stacks === undefined) return undefined;
  if (!STACKS.test(stacks)) throw wrongTag(STACKS_TAG, stacks);
  return { stacks: Number(stacks), growth: growthOf(tags[GROWING_TAG]) };
}

function growthOf(text: string | undefined): Growth | undefined {
  if (text === undefined) return undefined;
  const [, to, phase, run] = GROWING.exec(text) ?? [];
  if ((phase !== "deploying" && phase !== "moving") || run === undefined) {
    throw wrongTag(GROWING_TAG, text);
  }
  return { to: Number(to), phase, run };
}

/** Anything else would have clients sought in wrong stacks, or in none. */
function wrongTag(name: string, text: string): FleetError {
  return new FleetError(
    `The tag ${name} of the stack ${INDEX} is ${JSON.stringify(text)}, which no run writes; set it to what it was: pulumi stack tag set ${name} VALUE --stack ${INDEX}`,
  );
}

export async function recordStacks(cli: PulumiCli, stacks: number): Promise<void> {
  await cli.setTag(INDEX, STACKS_TAG, String(stacks));
}

export async function recordGrowth(cli: PulumiCli, growth: Growth | undefined): Promise<void> {
  if (growth === undefined) await cli.removeTag(INDEX, GROWING_TAG);
  else await cli.setTag(INDEX, GROWING_TAG, `${growth.to} ${growth.phase} ${growth.run}`);
}

/**
 * Called while a stack is locked: growth begins to move clients only when it has had every lock once.
 *
 * @param run the growth that this run itself is at, if it is.
 * @throws FleetError if the clients of a stack may be others by now.
 */
export async function requireLayout(
  cli: PulumiCli,
  stacks: number,
  run: string | undefined,
): Promise<void> {
  const layout = await readLayout(cli);
  if (layout?.stacks !== stacks) {
    throw new FleetError(
      `The fleet has ${layout?.stacks} stacks by now, not ${stacks}; run again.`,
    );
  }
  const { growth } = layout;
  if (growth !== undefined && (growth.run !== run || growth.phase !== "deploying")) {
    throw new FleetError(
      `The fleet is growing from ${stacks} to ${growth.to} stacks; complete that first: grow --stacks ${growth.to}`,
    );
  }
}
