import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import {
  type CheckFailure,
  isUnknown,
  likelyMistakesIn,
  type ProjectConnection,
  UNKNOWN,
} from "../../provider/src/service/index.ts";
import { type Change, detailedDiff } from "./detailed-diff.ts";
import type { EngineLog, Severity } from "./engine-log.ts";
import { UnfinishedError, UnknownTokenError } from "./errors.ts";
import { type Kind, kindsOn } from "./kinds.ts";
import { encode, type Properties, secretNames } from "./values.ts";

type Values = Record<string, unknown>;

/** Which resource of the stack a request is about. */
export interface Place {
  readonly urn: string;
  /** The type token. */
  readonly type: string;
  readonly name: string;
}

export interface Diff {
  readonly changes: readonly string[];
  readonly replaces: readonly string[];
  readonly stables: readonly string[];
  readonly detailed: ReadonlyMap<string, Change>;
  /** Names of properties that the inputs of the last update describe better than the outputs. */
  readonly byInputs: ReadonlySet<string>;
}

/** The resources of one project, on the wire of a plugin. */
export function resources(connection: ProjectConnection, log: EngineLog) {
  const kinds = kindsOn(connection);

  function kindOf({ type }: Place): Kind {
    const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (kind) return kind;
    const known = Object.keys(kinds).join(", ");
    throw new UnknownTokenError(`the provider stytch has no resource ${type}; it has ${known}.`);
  }

  /** Writes lines at a resource; `written` resolves once the engine has all of them. */
  function linesAt({ urn }: Place) {
    const lines: Promise<void>[] = [];
    const write = (severity: Severity) => (line: string) => {
      lines.push(log.write(severity, line, urn));
    };
    return { tell: write("info"), warn: write("warning"), written: () => Promise.all(lines) };
  }

  /** Outputs in the form that the state keeps: what derives from a secret input is a secret. */
  function stored(kind: Kind, id: string, outputs: Values, { marks }: Properties): Struct {
    const copies = copiesOfSecrets(kind, outputs, marks);
    const kept = [...marks].map(
      ([name, { secret }]) => [name, { secret, dependencies: NONE }] as const,
    );
    return encode(kind.stored(id, outputs), new Map(kept), [...kind.secrets, ...copies]);
  }

  async function expected(place: Place, id: string, known: Values | undefined, inputs: Properties) {
    const kind = kindOf(place);
    const projectId = (await connection.projectId()) ?? UNKNOWN;
    const surroundings = { projectId, unknown: UNKNOWN, isUnknown };
    const outputs = kind.service.lifecycle.expected(inputs.values, known, surroundings);
    return stored(kind, id, outputs, inputs);
  }

  return {
    async check(place: Place, former: Properties, news: Properties) {
      const kind = kindOf(place);
      const { tell, warn, written } = linesAt(place);
      const raw = kind.withName(asWritten(news.values), place.name);
      const { inputs, failures } = await kind.service.check(raw, own(former.values), tell);
      for (const [name, value] of Object.entries(raw)) {
        for (const mistake of likelyMistakesIn(name, value)) warn(mistake);
      }
      await written();
      return { inputs: encode(inputs, news.marks), failures: failures.map(shownUnless(news)) };
    },
    async diff(
      place: Place,
      id: string,
      state: Properties,
      news: Properties,
      ignored: readonly string[],
    ): Promise<Diff> {
      const kind = kindOf(place);
      const { tell, warn, written } = linesAt(place);
      const [outputs, inputs] = [own(state.values), news.values];
      const diff = await kind.service.diff(id, outputs, inputs);
      const added = kind.stored(id, {});
      // A state written by the dynamic provider lacks it; an update without API calls adds it.
      const lacking = Object.keys(added).filter((name) => state.values[name] === undefined);
      // The engine hides outputs that have the name of an input that became a secret, and no others.
      const shown = copiesOfSecrets(kind, outputs, news.marks).filter(
        (name) => state.marks.get(name)?.secret !== true,
      );
      const changes = [
        ...diff.changes.filter((name) => !ignored.includes(name)),
        ...lacking,
        ...shown,
      ];
      const replaces = diff.replaces.filter((name) => !ignored.includes(name));
      for (const note of diff.notes ?? []) tell(note);
      for (const warning of diff.warnings ?? []) warn(warning);
      await written();
      const forms = (outputs.requestedFields ?? {}) as Values;
      return {
        changes,
        replaces,
        // All outputs of a replacement are new.
        stables: replaces.length > 0 ? [] : kind.stables.filter((name) => !lacking.includes(name)),
        detailed: detailedDiff(
          changes,
          { ...outputs, ...forms },
          { ...inputs, ...added, requestedFields: forms },
        ),
        byInputs: new Set(Object.keys(forms)),
      };
    },
    previewCreate: (place: Place, inputs: Properties) =>
      expected(place, UNKNOWN, undefined, inputs),
    async create(place: Place, inputs: Properties) {
      const kind = kindOf(place);
      const { tell, written } = linesAt(place);
      const { id, outputs, problem } = await kind.service.create(inputs.values, tell);
      await written();
      const properties = stored(kind, id, outputs, inputs);
      if (problem) throw new UnfinishedError(problem, id, properties);
      return { id, properties };
    },
    async read(place: Place, id: string, state: Properties, inputs: Properties) {
      const kind = kindOf(place);
      const found = await kind.service.read(id, own(state.values));
      if (!found) return undefined;
      const marks = new Map([...state.marks, ...inputs.marks]);
      const properties = stored(kind, id, found.outputs, { values: {}, marks });
      const imported = found.inputs === undefined ? inputs.values : kind.imported(found.inputs);
      return { id: found.id ?? id, properties, inputs: encode(own(imported), marks) };
    },
    previewUpdate: (place: Place, id: string, state: Properties, inputs: Properties) =>
      expected(place, id, own(state.values), inputs),
    async update(place: Place, id: string, state: Properties, inputs: Properties) {
      const kind = kindOf(place);
      const { tell, written } = linesAt(place);
      const known = own(state.values);
      const { outputs, problem } = await kind.service.update(id, known, inputs.values, tell);
      await written();
      const properties = stored(kind, id, outputs, inputs);
      if (problem) throw new UnfinishedError(problem, id, properties);
      return properties;
    },
    async delete(place: Place, id: string, state: Properties): Promise<void> {
      const { tell, written } = linesAt(place);
      await kindOf(place).service.delete(id, own(state.values), tell);
      await written();
    },
  };
}

/** Names of the outputs that hold what the program gave as a secret under another name. */
function copiesOfSecrets({ service }: Kind, outputs: Values, marks: Properties["marks"]): string[] {
  return (service.lifecycle.copiesOfInputs ?? []).filter((name) =>
    Object.keys(outputs[name] ?? {}).some((input) => marks.get(input)?.secret),
  );
}

export type Resources = ReturnType<typeof resources>;

const NONE: ReadonlySet<string> = new Set();

/**
 * The part of a stored state that the lifecycle keeps. The rest is what this plugin adds, and what the dynamic
 * provider stored in states that it wrote.
 */
function own({ __provider, clientId, ...values }: Values): Values {
  return values;
}

/** What a program wrote; a resource that moved from the dynamic provider may bring what loads that one. */
function asWritten({ __provider, ...values }: Values): Values {
  return values;
}

/**
 * Given the name of a property, the engine prints its value next to the reason, so no secret is named. By the
 * path of an element, with which the reason begins, it finds no value.
 */
function shownUnless(news: Properties) {
  const secrets = new Set(secretNames(news));
  return ({ property, reason }: CheckFailure): CheckFailure => {
    const [name = ""] = property.split(/[.[]/);
    return { property: secrets.has(name) ? "" : name, reason };
  };
}
