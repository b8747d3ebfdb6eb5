import {
  ORGANIZATION_DEFAULTS,
  SERVER_DEFAULTS,
  UNKNOWN,
} from "../../provider/src/lifecycle-entry.ts";
import { BASES, type Case, inputsOf, isSecret, isUnknown, resourceOf } from "./_corpus.ts";

type Fields = Readonly<Record<string, unknown>>;

/** By which type tokens programs make a resource. */
export const DOORS = {
  dynamic: "pulumi-nodejs:dynamic/stytch:",
  plugin: "stytch:index:",
} as const;

export type Door = keyof typeof DOORS;

export const PROJECT = "project-test-00000000-0000-4000-8000-000000000001";
const SIGNATURE = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
};

/** How a value is written: a preview shows nothing of a secret, a state has it encrypted. */
function written(value: unknown, form: "preview" | "state"): unknown {
  if (isUnknown(value)) return UNKNOWN;
  if (isSecret(value)) {
    const ciphertext = `v1:${Buffer.from(JSON.stringify(value.value)).toString("hex")}`;
    return form === "preview" ? "[secret]" : { ...SIGNATURE, ciphertext };
  }
  return Array.isArray(value) ? value.map((one) => written(one, form)) : value;
}

function allWritten(values: Fields, form: "preview" | "state"): Fields {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, written(value, form)]),
  );
}

const LOCAL = ["adoptClientId", "adoptByName"];

/** What the state remembers of a client with these inputs. */
function outputsOf(inputs: Fields, others: Fields, isOrganization: boolean): Fields {
  const fields = Object.entries(inputs).filter(([name]) => !LOCAL.includes(name));
  const remembered = Object.entries(others).map(([name, value]) => [
    name,
    ["nextClientSecret", "requestedFields"].includes(name) ? { $: "secret", value } : value,
  ]);
  const held = { projectId: PROJECT, ...Object.fromEntries([...fields, ...remembered]) };
  if (isOrganization) {
    return { ...ORGANIZATION_DEFAULTS, resolvedOrganizationId: inputs.organizationId, ...held };
  }
  const secrets = {
    clientSecret: { $: "secret", value: "a-secret-value-0000" },
    clientSecretLastFour: "0000",
    secretRotatedAt: "2026-11-01T00:00:00.000Z",
  };
  const isPublic = String(inputs.clientType).endsWith("_public");
  return { ...SERVER_DEFAULTS, status: "active", ...(isPublic ? {} : secrets), ...held };
}

interface Written {
  readonly urn: string;
  readonly [name: string]: unknown;
}

/** A resource of a state, or of a step of a preview. */
function resource(
  one: Case,
  door: Door,
  form: "preview" | "state",
  inputs: Fields,
  {
    name,
    id,
    protect,
    outputs,
  }: { name: string; id: string; protect: boolean; outputs: Fields | undefined },
): Written {
  const kind = resourceOf(one);
  const type = `${DOORS[door]}${kind}`;
  return {
    urn: `urn:pulumi:prod::shop::${type}::${name}`,
    custom: true,
    type,
    ...(outputs !== undefined && { id }),
    ...(one.imported && { importID: id }),
    inputs: allWritten(inputs, form),
    ...(outputs !== undefined && {
      outputs: allWritten(outputsOf(inputs, outputs, kind === "OrganizationConnectedApps"), form),
    }),
    ...(protect && { protect }),
    ...(one.retainOnDelete && { retainOnDelete: true }),
    ...(door === "dynamic" && { additionalSecretOutputs: ["clientSecret", "nextClientSecret"] }),
    sourcePosition: "project:///index.ts#12,3",
  };
}

/** What the state still remembers afterwards: the next secret of a rotation that is left alone. */
function keptOutputs(one: Case): Fields {
  const [version, wanted] = (["before", "after"] as const).map(
    (side) => inputsOf(one, side)?.nextSecretVersion,
  );
  const isKept = version !== undefined && version === wanted;
  return Object.fromEntries(
    Object.entries(one.outputs ?? {}).filter(
      ([name]) => isKept && /^next|^secretRotation/.test(name),
    ),
  );
}

interface Sides {
  readonly former: Written | undefined;
  readonly present: Written | undefined;
  /** Clients that stay. */
  readonly others: readonly Written[];
}

/** The numbers make names and ids that stay the same over several cases in one stack. */
function sidesOf(one: Case, door: Door, form: "preview" | "state", at: number): Sides {
  const [before, after] = [inputsOf(one, "before"), inputsOf(one, "after")];
  const isReplaced = before?.clientType !== after?.clientType;
  const id = `connected-app-test-${String(at).padStart(8, "0")}-0000-4000-8000-000000000000`;
  const common = { name: `case-${at}`, id };
  const [wasProtected, isProtected] = one.protect ?? [false, false];
  const held = { outputs: one.outputs ?? {} };
  const next = { outputs: form === "state" ? keptOutputs(one) : undefined };
  return {
    former:
      before && resource(one, door, form, before, { ...common, protect: wasProtected, ...held }),
    present:
      after &&
      resource(one, door, form, after, {
        ...common,
        id: isReplaced ? id.replace(/0$/, "1") : id,
        protect: isProtected,
        ...next,
      }),
    others: (one.others ?? []).map((fields, index) =>
      resource(
        one,
        door,
        form,
        { ...BASES.web, ...fields },
        {
          name: `other-${at}-${index}`,
          id: id.replace(/0000$/, `1${String(index).padStart(3, "0")}`),
          protect: false,
          outputs: {},
        },
      ),
    ),
  };
}

/** What `pulumi preview --json --show-sames` prints of these changes in one stack. */
export function previewOf(cases: readonly Case[], door: Door): object {
  const steps = cases.flatMap((one, at) => {
    const { former, present, others } = sidesOf(one, door, "preview", at);
    const op = opOf(one);
    const own = former ?? present;
    const changed = changedNames(one);
    return [
      ...(own === undefined
        ? []
        : [
            {
              op,
              urn: own.urn,
              ...(former && { oldState: former }),
              ...(present && { newState: present }),
              detailedDiff:
                door === "plugin" && op === "update"
                  ? Object.fromEntries(changed.map((name) => [name, { kind: "update" }]))
                  : null,
            },
          ]),
      ...others.map((other) => ({ op: "same", urn: other.urn, oldState: other, newState: other })),
    ];
  });
  return { steps, diagnostics: [], changeSummary: { same: 0 } };
}

function opOf(one: Case): string {
  const [before, after] = [inputsOf(one, "before"), inputsOf(one, "after")];
  if (before === undefined) return one.imported ? "import" : "create";
  if (after === undefined) return "delete";
  if (JSON.stringify(before.clientType) !== JSON.stringify(after.clientType)) return "replace";
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  // What the state remembers otherwise than the inputs say is a difference too.
  return one.sameOp || (isSame && one.means.length === 0) || (isSame && one.protect)
    ? "same"
    : "update";
}

function changedNames(one: Case): string[] {
  const [before, after] = [inputsOf(one, "before") ?? {}, inputsOf(one, "after") ?? {}];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** What `pulumi stack export` prints before and after these changes in one stack. */
export function statesOf(
  cases: readonly Case[],
  doorBefore: Door,
  doorAfter: Door = doorBefore,
): readonly [before: object, after: object] {
  const before = cases.flatMap((one, at) => {
    const { former, others } = sidesOf(one, doorBefore, "state", at);
    return [...(former === undefined ? [] : [former]), ...others];
  });
  const after = cases.flatMap((one, at) => {
    const { present, others } = sidesOf(one, doorAfter, "state", at);
    return [...(present === undefined ? [] : [present]), ...others];
  });
  return [stateOf(before), stateOf(after)];
}

function stateOf(resources: readonly Written[]): object {
  const stack = {
    urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
    type: "pulumi:pulumi:Stack",
    custom: false,
  };
  return { version: 3, deployment: { resources: [stack, ...resources] } };
}
