import {
  differs,
  ORGANIZATION_DEFAULTS,
  TYPES_AND_LISTS,
} from "pulumi-stytch-connected-apps/lifecycle";
import type { Change } from "../change.ts";
import type { Finding } from "../report.ts";
import { finding, type Judge } from "./finding.ts";
import { isUnseen, listOf, told, unseenAs, unseenOnlyIn } from "./value.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Which clients the members of an organization may use. */
export const judgeOrganization: Judge = (change) => {
  const { client, kind, before, after } = change;
  if (client.resource !== "OrganizationConnectedApps") return [];
  if (kind === "forget") return [];
  const defaults: Fields = { ...ORGANIZATION_DEFAULTS };
  // Another organization gets the setting, and the former one the defaults back.
  if (kind === "replace") {
    return [
      ...judgeFields(change, before?.fields ?? defaults, defaults),
      ...managed(change),
      ...judgeFields(change, defaults, after?.fields ?? defaults),
    ];
  }
  return [
    ...(before === undefined ? managed(change) : []),
    ...judgeFields(change, before?.fields ?? defaults, after?.fields ?? defaults),
  ];
};

function managed(change: Change): Finding[] {
  const organization = change.after?.fields.organizationId;
  const whose = isUnseen(organization)
    ? `an organization that is ${unseenAs(organization)}`
    : told(organization);
  const sentence = `the program decides which clients members of ${whose} may use`;
  return [finding(change, "organization-managed", "organizationId", sentence)];
}

function judgeFields(change: Change, before: Fields, after: Fields): Finding[] {
  return TYPES_AND_LISTS.flatMap(([type, list]) => {
    const whose = type.startsWith("first") ? "first-party" : "third-party";
    const present = after[type];
    if (widthOf(present ?? "ALL_ALLOWED") < 0) {
      const sentence = `which ${whose} clients are allowed is ${unseenAs(present)}`;
      return [finding(change, "organization-unknown", type, sentence)];
    }
    if (differs(before[type], present, isUnseen)) {
      const isWider = widthOf(present) > widthOf(before[type]);
      const sentence = `${ALLOWED[String(present)] ?? told(present)} ${whose} clients are allowed instead of ${ALLOWED[String(before[type])] ?? told(before[type])}`;
      const id = isWider ? "organization-widened" : "organization-narrowed";
      const listed = present === "RESTRICTED" ? unseenIn(change, list, before, after, whose) : [];
      return [finding(change, id, type, sentence), ...listed];
    }
    return present === "RESTRICTED" ? judgeList(change, list, before, after, whose) : [];
  });
}

const ALLOWED: Readonly<Record<string, string>> = {
  ALL_ALLOWED: "all",
  RESTRICTED: "listed",
  NOT_ALLOWED: "no",
};

/** How much a type allows; one that cannot be read may have allowed nothing. */
function widthOf(type: unknown): number {
  return ["NOT_ALLOWED", "RESTRICTED", "ALL_ALLOWED"].indexOf(String(isUnseen(type) ? "" : type));
}

function judgeList(
  change: Change,
  list: string,
  before: Fields,
  after: Fields,
  whose: string,
): Finding[] {
  const [former, present] = [listOf(before[list]), listOf(after[list])];
  const added = present.texts.filter((id) => !former.texts.includes(id));
  const removed = former.texts.filter((id) => !present.texts.includes(id));
  return [
    ...added.map((id) =>
      finding(change, "organization-widened", list, `the ${whose} client ${told(id)} is allowed`),
    ),
    ...unseenIn(change, list, before, after, whose),
    ...removed.map((id) =>
      finding(
        change,
        "organization-narrowed",
        list,
        `the ${whose} client ${told(id)} is no longer allowed`,
      ),
    ),
  ];
}

function unseenIn(
  change: Change,
  list: string,
  before: Fields,
  after: Fields,
  whose: string,
): Finding[] {
  return unseenOnlyIn(listOf(after[list]), listOf(before[list])).map((element) =>
    finding(
      change,
      "organization-unknown",
      list,
      `a ${whose} client that is allowed is ${unseenAs(element)}`,
    ),
  );
}
