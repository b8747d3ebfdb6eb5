import type { StytchApi } from "../stytch/api.ts";
import type { CodedError } from "../stytch-error.ts";
import type { Key } from "./claims.ts";

/** One Stytch project, as operations see it. */
export interface Project {
  readonly api: StytchApi;
  readonly clock: Clock;
  /** How long after a write reads may still show the former state. Default: 0. */
  readonly readLagMs?: number;
}

export interface Clock {
  now(): Date;
  wait(milliseconds: number): Promise<unknown>;
}

/** What can be done to resources of one kind in a project. Remembers what it created. */
export interface Operations<Inputs, Outputs> {
  /** @param claim see Claim. By default everything is free. */
  create(inputs: Inputs, claim?: Claim): Promise<CreateOutcome<Outputs>>;
  /**
   * What an adoption would change, as a line for the log. Absent if that is unknown.
   *
   * @throws AdoptionError, or the errors of StytchApi.
   */
  previewAdoption?(inputs: Inputs, isUnknown: IsUnknown): Promise<string>;
  /** @returns undefined if and only if the server says that the resource does not exist. */
  read(id: string, outputs: Outputs): Promise<ReadOutcome<Outputs> | undefined>;
  update(id: string, outputs: Outputs, inputs: Inputs): Promise<UpdateOutcome<Outputs>>;
  /** Succeeds if the resource is already gone. */
  delete(id: string, outputs: Outputs): Promise<void>;
}

/**
 * What one kind of resource means, independent of the engine and of HTTP. Every door to the engine (the dynamic
 * provider, the plugin) serves resources only through this interface.
 */
export interface Lifecycle<Inputs, Outputs> {
  /** Checks and normalizes what a program wrote. Reports every failure; never throws. */
  check(
    raw: Record<string, unknown>,
    isUnknown: IsUnknown,
    surroundings?: CheckSurroundings,
  ): CheckOutcome;
  /** Compares the last known state with checked inputs. Pure. */
  diff(outputs: Outputs, inputs: Inputs, isUnknown: IsUnknown): DiffOutcome;
  /**
   * Whether inputs that `diff` takes for another thing only name the same one in another way; asks the
   * server. Absent where a thing has one name.
   *
   * @throws the errors of StytchApi.
   */
  isSame?(api: StytchApi, id: string, inputs: Inputs, signal: AbortSignal): Promise<boolean>;
  /** What a preview may say about the outputs. Pure. */
  readonly expected: ExpectedOf<Inputs, Outputs>;
  /**
   * Outputs that may contain, under another name, what the program marked as secret; states encrypt
   * them.
   */
  readonly copiesOfInputs?: readonly (keyof Outputs)[];
  /** For one project, and for the life of the process: one object for all resources. */
  operationsOn(project: Project): Operations<Inputs, Outputs>;
  /** What a create with these inputs adopts; undefined if it creates something new. Pure. */
  plannedAdoption(inputs: Inputs, isUnknown: IsUnknown): PlannedAdoption | undefined;
  /** The keys by which other resources could adopt what this one has. Pure. */
  heldKeys(id: string, inputs: Inputs): readonly Key[];
  /**
   * Why the resource must not be replaced or deleted now; called before either. Absent where nothing
   * depends on the resource's identity.
   *
   * @param inputs what the program wants now; undefined for a delete.
   * @param allowed ids that the stack's configuration allows.
   */
  destructionProblem?(
    id: string,
    outputs: Outputs,
    inputs: Inputs | undefined,
    allowed: ReadonlySet<string>,
  ): CodedError | undefined;
}

/**
 * Called with the id of an existing thing before a create changes it.
 *
 * @returns false if another resource has it.
 */
export type Claim = (id: string) => boolean;

/** What a create would adopt instead of creating it. */
export interface PlannedAdoption {
  /** The input that says so. */
  readonly property: string;
  /** Absent if a preview does not know it. */
  readonly key?: Key | undefined;
  /** A line for the log; absent where a create always adopts. */
  readonly note?: string | undefined;
}

/**
 * The outputs that a create, or an update of the known outputs, will give, as far as they can be predicted.
 *
 * @param known undefined for a create.
 */
export type ExpectedOf<Inputs, Outputs> = (
  inputs: Inputs,
  known: Outputs | undefined,
  surroundings: {
    readonly projectId: string;
    /** The placeholder for a value that only the server will tell. */
    readonly unknown: string;
    readonly isUnknown: IsUnknown;
  },
) => Partial<Expected<Outputs>>;

/** Each value may be the door's placeholder for an unknown one; `null` says that it will be absent. */
export type Expected<Outputs> = {
  readonly [Name in keyof Outputs]-?: Outputs[Name] | string | null;
};

/** Whether a value is known only during the update, not during the preview. */
export type IsUnknown = (value: unknown) => boolean;

/** What a check knows in addition to the inputs. */
export interface CheckSurroundings {
  /** The project of the resource; absent if unknown: then the check depends on no project. */
  readonly projectId?: string | undefined;
  /** The inputs of the last update, which Stytch accepted; absent for a new resource. */
  readonly former?: Record<string, unknown> | undefined;
}

export interface CheckFailure {
  /** Path of the property, e.g. `redirectUrls[2]`. */
  readonly property: string;
  /** What is wrong and what to do; begins with the path, never repeats a value. */
  readonly reason: string;
}

export interface CheckOutcome {
  /** Normalized; useless if there are failures. */
  readonly inputs: Record<string, unknown>;
  readonly failures: CheckFailure[];
}

export interface DiffOutcome {
  /** Names of the properties that differ. */
  readonly changes: string[];
  /** Those of them that require replacement. */
  readonly replaces: string[];
  /** What a person should know about the changes beyond their names, as lines for the log at the resource. */
  readonly notes?: readonly string[];
  /** The same for what stops working at once. */
  readonly warnings?: readonly string[];
  /** Both, for a log that does not name the resource; absent if its program reports them. */
  readonly notesWithName?: readonly string[];
}

export interface CreateOutcome<Outputs> {
  readonly id: string;
  readonly outputs: Outputs;
  /** The resource exists, but this went wrong after its creation. */
  readonly problem?: CodedError;
  readonly notes?: readonly string[];
}

export interface UpdateOutcome<Outputs> {
  readonly outputs: Outputs;
  /** The update got as far as the outputs say, where this stopped it. */
  readonly problem?: CodedError;
  readonly notes?: readonly string[];
}

export interface ReadOutcome<Outputs> {
  /** The resource's own id; absent where it was read by that one. */
  readonly id?: string;
  readonly outputs: Outputs;
  /** The smallest inputs that describe the server's state. */
  readonly inputs: Record<string, unknown>;
}
