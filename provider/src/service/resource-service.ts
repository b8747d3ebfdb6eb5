import { isDeepStrictEqual } from "node:util";
import { Claims, type Key, keyOfId } from "../lifecycle/claims.ts";
import { NoSuchResourceError, SharedResourceError } from "../lifecycle/errors.ts";
import type {
  CheckFailure,
  CheckOutcome,
  Clock,
  CreateOutcome,
  DiffOutcome,
  Lifecycle,
  Operations,
  ReadOutcome,
  UpdateOutcome,
} from "../lifecycle/lifecycle.ts";
import { requireSameProject } from "../lifecycle/same-project.ts";
import { isStytchError } from "../stytch-error.ts";
import type { ProjectConnection } from "./project-connection.ts";
import { isUnknown } from "./unknown.ts";

/** Receives each line that a person should read about the resource at hand. */
export type Tell = (line: string) => void;

/**
 * One kind of resource, as each door to the engine serves it: the dynamic provider and the plugin
 * differ only in how values, errors and lines go over the wire. One object for all resources of the kind, for
 * the life of a process.
 */
export interface ResourceService<Inputs, Outputs> {
  readonly lifecycle: Lifecycle<Inputs, Outputs>;
  /** @param former the inputs of the last update; empty for a new resource. */
  check(news: Properties, former: Properties, tell: Tell): Promise<CheckOutcome>;
  /** @throws StytchError for a change that must not be made. */
  diff(id: string, outputs: Outputs, inputs: Inputs): Promise<DiffOutcome>;
  create(inputs: Inputs, tell: Tell): Promise<CreateOutcome<Outputs>>;
  /**
   * @param known empty at the first read, of a resource that the program only refers to.
   * @returns undefined if the resource is gone; without inputs if nothing differs from what is known.
   * @throws NoSuchResourceError if the first read finds nothing.
   */
  read(id: string, known: Outputs): Promise<Found<Outputs> | undefined>;
  update(id: string, known: Outputs, inputs: Inputs, tell: Tell): Promise<UpdateOutcome<Outputs>>;
  delete(id: string, known: Outputs, tell: Tell): Promise<void>;
}

export type Found<Outputs> = Omit<ReadOutcome<Outputs>, "inputs"> &
  Partial<Pick<ReadOutcome<Outputs>, "inputs">>;

type Properties = Record<string, unknown>;

const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Milliseconds for the one request of a `diff`: the engine waits with all other resources. */
const SAME_TIMEOUT_MS = 20_000;

/**
 * Serves a lifecycle. `check` and `diff` never touch the network, since the engine calls them one
 * resource at a time, with two exceptions: if `stytch:readAtPreview` asks for it, the check of a resource that
 * adopts a client reads that client, and a resource is replaced only where the server has another thing by its new name.
 */
export function resourceService<
  Inputs extends object,
  Outputs extends { readonly projectId?: string },
>(
  lifecycle: Lifecycle<Inputs, Outputs>,
  connection: ProjectConnection,
  clock: Clock = SYSTEM_CLOCK,
): ResourceService<Inputs, Outputs> {
  let settingsProblemTold = false;
  /** A delete sees only the former inputs, so this remembers what a replacement allowed. */
  const replaced = new Set<string>();
  const claims = new Claims();
  let operationsOnProject: Operations<Inputs, Outputs> | undefined;

  async function operations(): Promise<Operations<Inputs, Outputs>> {
    const api = await connection.api();
    const readLagMs = await connection.readLagMs();
    operationsOnProject ??= lifecycle.operationsOn({ api, clock, readLagMs });
    return operationsOnProject;
  }

  async function refuseDestruction(id: string, outputs: Outputs, inputs?: Inputs): Promise<void> {
    const allowed = await connection.allowDestructive();
    const problem = lifecycle.destructionProblem?.(id, outputs, inputs, allowed);
    if (problem) throw problem;
  }

  /** A difference without the replacement of a thing by itself, which only has another name. */
  async function withoutSame(found: DiffOutcome, id: string, inputs: Inputs): Promise<DiffOutcome> {
    const { replaces } = found;
    const isKnown = !replaces.some((name) => isUnknown((inputs as Properties)[name]));
    if (replaces.length === 0 || !isKnown || !lifecycle.isSame) return found;
    const signal = AbortSignal.timeout(SAME_TIMEOUT_MS);
    try {
      const isSame = await lifecycle.isSame(await connection.api(), id, inputs, signal);
      return isSame ? { ...found, replaces: [] } : found;
    } catch (error) {
      // A replacement by the same thing does no harm; a preview may have no valid secret.
      if (!isStytchError(error)) throw error;
      const reason = signal.aborted
        ? `no response within ${SAME_TIMEOUT_MS / 1000} s`
        : error.message;
      const note = `is replaced, since Stytch did not say whether ${replaces.join(", ")} names the same: ${reason}`;
      const { notes = [], notesWithName = [] } = found;
      return { ...found, notes: [...notes, note], notesWithName: [...notesWithName, note] };
    }
  }

  /** Conflicts of a new resource over what it adopts or creates; without any, announces the adoption. */
  async function adoptionFailures(inputs: Inputs, tell: Tell): Promise<CheckFailure[]> {
    const plannedAdoption = lifecycle.plannedAdoption(inputs, isUnknown);
    if (!plannedAdoption) {
      const other = claims.hold(lifecycle.heldKeys("", inputs), "new");
      return other
        ? [sharedFailure("clientName", new SharedResourceError("clientName names what", other))]
        : [];
    }
    const { property, key, note } = plannedAdoption;
    const other = key === undefined ? undefined : claims.announce(key);
    if (other)
      return [sharedFailure(property, new SharedResourceError(`${property} names what`, other))];
    if (note === undefined) return [];
    const canRead = key !== undefined && (await connection.readAtPreview());
    const { previewAdoption } = canRead ? await operations() : {};
    tell((await previewAdoption?.(inputs, isUnknown)) ?? note);
    return [];
  }

  async function settingsFailures(): Promise<CheckFailure[]> {
    const problem = await connection.problem();
    if (!problem) return [];
    const text = settingsProblemTold
      ? "The settings of the Stytch project are wrong; the first such message says how."
      : problem.message;
    settingsProblemTold = true;
    return [{ property: "", reason: `[${problem.code}] ${text}` }];
  }

  async function createOnce(inputs: Inputs): Promise<CreateOutcome<Outputs>> {
    let taken: Key | undefined;
    const claim = (id: string) => {
      const key = keyOfId(id);
      const isFree = claims.take(key);
      if (isFree) taken = key;
      return isFree;
    };
    try {
      const created = await (await operations()).create(inputs, claim);
      claims.made(keyOfId(created.id));
      return created;
    } catch (error) {
      if (taken !== undefined) claims.release(taken);
      throw error;
    }
  }

  return {
    lifecycle,
    async check(news, former, tell) {
      const surroundings = { projectId: await connection.projectId(), former };
      const { inputs, failures } = lifecycle.check(news, isUnknown, surroundings);
      const problems = [...(await settingsFailures()), ...failures];
      const isNew = Object.keys(former).length === 0;
      if (isNew && problems.length === 0) {
        problems.push(...(await adoptionFailures(inputs as Inputs, tell)));
      }
      return { inputs, failures: problems };
    },
    async diff(id, outputs, inputs) {
      const projectId = await connection.projectId();
      if (projectId !== undefined) requireSameProject({ projectId }, id, outputs);
      const outcome = await withoutSame(lifecycle.diff(outputs, inputs, isUnknown), id, inputs);
      const { replaces } = outcome;
      // What is not known yet may turn out to be unchanged; the update asks again.
      if (
        replaces.length > 0 &&
        !replaces.some((name) => isUnknown((inputs as Properties)[name]))
      ) {
        await refuseDestruction(id, outputs, inputs);
        replaced.add(id);
      }
      const key = lifecycle.plannedAdoption(inputs, isUnknown)?.key;
      if (replaces.length > 0 && key !== undefined) claims.replace(key);
      const other =
        replaces.length === 0 ? claims.hold(lifecycle.heldKeys(id, inputs), { id }) : undefined;
      if (other) throw new SharedResourceError(id, other);
      return outcome;
    },
    async create(inputs, tell) {
      const created = await createOnce(inputs);
      for (const note of created.notes ?? []) tell(note);
      return created;
    },
    async read(id, known) {
      const found = await (await operations()).read(id, known);
      // Nothing is known at the first read, by the option id: there, a missing resource is a mistake.
      if (!found && Object.keys(known).length === 0) {
        throw new NoSuchResourceError(id, (await connection.api()).projectId);
      }
      if (!found) return undefined;
      const { inputs, ...asKnown } = found;
      // If nothing differs, the engine keeps the inputs as the program wrote them. Others, even if only
      // shorter, would make its next run write the whole state once for each resource.
      return isDeepStrictEqual({ ...found.outputs }, { ...known })
        ? asKnown
        : { ...asKnown, inputs };
    },
    async update(id, known, inputs, tell) {
      const { update } = await operations();
      const updated = await update(id, known, inputs);
      for (const note of updated.notes ?? []) tell(note);
      return updated;
    },
    async delete(id, known, tell) {
      if (claims.isHeld(keyOfId(id))) {
        tell(`${id} is not deleted: another resource of this stack holds it.`);
        return;
      }
      if (!replaced.has(id)) await refuseDestruction(id, known);
      await (await operations()).delete(id, known);
    },
  };
}

function sharedFailure(property: string, { message: reason }: SharedResourceError): CheckFailure {
  return { property, reason };
}
