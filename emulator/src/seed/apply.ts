import type { Clock } from "../clock.ts";
import type { ProjectContext } from "../context.ts";
import { ApiError } from "../errors.ts";
import type { Habits } from "../habits/habits.ts";
import { habitsProblem } from "../habits/schema.ts";
import type { HabitValues } from "../habits/table.ts";
import { parse } from "../parse.ts";
import type { Project, Projects } from "../projects.ts";
import { createStore, type Store } from "../state/store.ts";
import { seedClient } from "./clients.ts";
import { seedMember, seedOrganization, seedUser } from "./people.ts";
import { type ReadSeed, type Seed, seedSchema } from "./schema.ts";
import { SeedError } from "./seed-error.ts";

/** Where a seed goes. */
export interface SeedTarget {
  store: Store;
  clock: Clock;
  projects: Projects;
  habits: Habits;
}

/**
 * Creates what a seed names, and changes what is there already with the same id; all of it or, if anything
 * is wrong, nothing. What has no id in the seed gets one that follows from its name or address.
 *
 * @throws SeedError naming the place.
 */
export async function applySeed(seed: Seed, target: SeedTarget): Promise<void> {
  const read = parse(seedSchema, seed, "the seed");
  if (!read.ok) throw new SeedError(read.problems);
  const values = { ...target.habits.all(), ...read.value.habits };
  const problem = habitsProblem(values);
  if (problem !== undefined) throw new SeedError(`habits.${problem}`);
  // On a copy first: the rules are those of the API, which checks one thing after the other.
  await applyTo({ ...target, store: createStore(target.store.snapshot()) }, read.value, values);
  await applyTo(target, read.value, values);
  if (Object.keys(read.value.habits).length > 0) target.habits.set(read.value.habits);
}

async function applyTo(
  { store, clock, projects }: SeedTarget,
  { consumer, b2b }: ReadSeed,
  habits: HabitValues,
): Promise<void> {
  const contextOf = (project: Project): ProjectContext => ({
    project,
    state: store.of(project.projectId),
    clock,
    // Tokens have one, and a seed has no tokens.
    issuer: "",
  });
  const claim = createClaims();
  for (const [name, project] of Object.entries({ consumer, b2b })) {
    const context = contextOf(projects[name === "b2b" ? "b2b" : "consumer"]);
    if (project.settings !== undefined) context.state.switches.set(project.settings);
    for (const [index, client] of project.clients.entries()) {
      const path = `${name}.clients[${index}]`;
      claim(path, context, [await at(path, () => seedClient(context, client, habits))]);
    }
  }
  const ofConsumer = contextOf(projects.consumer);
  for (const [index, user] of consumer.users.entries()) {
    const path = `consumer.users[${index}]`;
    claim(path, ofConsumer, await at(path, () => seedUser(ofConsumer, user)));
  }
  const ofB2b = contextOf(projects.b2b);
  for (const [index, seeded] of b2b.organizations.entries()) {
    const path = `b2b.organizations[${index}]`;
    const organization = await at(path, () => seedOrganization(ofB2b, seeded));
    claim(path, ofB2b, [organization.id]);
    for (const [place, member] of seeded.members.entries()) {
      const ofMember = `${path}.members[${place}]`;
      claim(ofMember, ofB2b, await at(ofMember, () => seedMember(ofB2b, organization, member)));
    }
  }
}

/** Refuses an id that the seed has twice, and one of a test project in a live one or vice versa. */
function createClaims(): (path: string, context: ProjectContext, ids: readonly string[]) => void {
  const places = new Map<string, string>();
  const claim = (path: string, { project }: ProjectContext, id: string) => {
    const first = places.get(id);
    if (first !== undefined) {
      throw new SeedError(`${path}: has the id ${id}, as ${first} has; give each its own`);
    }
    if (!id.includes(`-${project.environment}-`)) {
      throw new SeedError(
        `${path}: ${id} is not an id of a ${project.environment} project; change it, or leave it out`,
      );
    }
    places.set(id, path);
  };
  return (path, context, ids) => {
    for (const id of ids) claim(path, context, id);
  };
}

async function at<T>(path: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof SeedError) throw new SeedError(`${path}: ${error.message}`);
    if (!(error instanceof ApiError)) throw error;
    throw new SeedError(`${path}: ${error.errorType}: ${error.message}`, { cause: error });
  }
}
