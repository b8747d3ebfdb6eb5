import { SERVER_DEFAULTS } from "pulumi-stytch-connected-apps/lifecycle";
import type { Change } from "../change.ts";
import type { Finding } from "../report.ts";
import type { MeaningId } from "../severities/index.ts";
import { finding, type Judge } from "./finding.ts";
import type { Surroundings } from "./surroundings.ts";
import { isSame, isUnseen, told, unseenAs } from "./value.ts";

/** A field of the client before and after, where it may differ; before a client exists it can do nothing. */
function pairOf(
  { before, after, client }: Change,
  property: string,
  nothing: unknown,
): readonly [former: unknown, present: unknown] | undefined {
  if (client.resource !== "ConnectedApp" || after === undefined) return undefined;
  const former = before === undefined ? nothing : before.fields[property];
  const present = after.fields[property];
  return isSame(former, present) ? undefined : [former, present];
}

interface Flag {
  readonly property: string;
  readonly ids: Readonly<Record<"on" | "off" | "unknown", MeaningId>>;
  readonly on: string;
  readonly off: string;
}

const FLAGS: readonly Flag[] = [
  {
    property: "fullAccessAllowed",
    ids: { on: "full-access-on", off: "full-access-off", unknown: "full-access-unknown" },
    on: "full access is on: a token of the client becomes a session of its user",
    off: "full access is off: tokens of the client become no session any more",
  },
  {
    property: "bypassConsentForOfflineAccess",
    ids: { on: "consent-bypass-on", off: "consent-bypass-off", unknown: "consent-bypass-unknown" },
    on: "users are not asked any more before the client gets refresh tokens",
    off: "users are asked before the client gets refresh tokens",
  },
];

/** Full access, and consent to refresh tokens. */
export const judgeFlags: Judge = (change) =>
  FLAGS.flatMap(({ property, ids, on, off }) => {
    const pair = pairOf(change, property, false);
    if (pair === undefined) return [];
    const [former, present] = pair;
    if (present === true) return [finding(change, ids.on, property, on)];
    // Whoever reads another form of it may take it for true.
    if ((present ?? false) !== false) {
      return [finding(change, ids.unknown, property, `${property} is ${unseenAs(present)}`)];
    }
    // A former value that cannot be seen may have been on.
    return former === true || isUnseen(former) ? [finding(change, ids.off, property, off)] : [];
  });

const LIFETIME = "accessTokenExpiryMinutes";

/** How long access tokens live. */
export const judgeLifetime: Judge = (change) => {
  const longest = SERVER_DEFAULTS[LIFETIME];
  const pair = pairOf(change, LIFETIME, longest);
  if (pair === undefined) return [];
  const [former, present] = pair;
  // A new client whose tokens live shorter than by default takes nothing from anyone.
  if (change.before === undefined && typeof present === "number" && present < longest) return [];
  const id = lifetimeMeaning(former, present, longest);
  if (id === "lifetime-unknown") {
    return [finding(change, id, LIFETIME, `the lifetime of access tokens is ${unseenAs(present)}`)];
  }
  const from = isUnseen(former) ? unseenAs(former) : `${Number(former)}`;
  const sentence = `access tokens live ${Number(present)} minutes instead of ${from}`;
  return [finding(change, id, LIFETIME, sentence)];
};

function lifetimeMeaning(former: unknown, present: unknown, longest: number) {
  if (typeof present !== "number") return "lifetime-unknown";
  // One that could not be seen may have been the shortest.
  const isUp = typeof former !== "number" || present > former;
  if (!isUp) return "lifetime-down";
  return present > longest ? "lifetime-long" : "lifetime-up";
}

const AUDIENCE = "accessTokenCustomAudience";

/** Which APIs accept tokens of the client. */
export const judgeAudience: Judge = (change, surroundings) => {
  const pair = pairOf(change, AUDIENCE, "");
  if (pair === undefined) return [];
  const [former, present] = pair;
  const findings: Finding[] = [];
  if (isUnseen(present) || typeof (present ?? "") !== "string") {
    const sentence = `the audience of access tokens is ${unseenAs(present)}`;
    findings.push(finding(change, "audience-unknown", AUDIENCE, sentence));
  } else if (typeof present === "string" && present !== "") {
    findings.push(addedAudience(change, present, surroundings));
  }
  if (former !== "" && former !== undefined) {
    const which = isUnseen(former) ? `that is ${unseenAs(former)}` : told(former);
    const sentence = `APIs that ask for the audience ${which} refuse tokens of the client`;
    findings.push(finding(change, "audience-dropped", AUDIENCE, sentence));
  }
  return findings;
};

const MOST_NAMES = 3;

function addedAudience(
  change: Change,
  audience: string,
  { audiences, sameAudiences }: Surroundings,
): Finding {
  const alike = [audience, ...(sameAudiences.get(audience) ?? [])];
  const owners = new Map(alike.flatMap((one) => [...(audiences.get(one) ?? [])]));
  owners.delete(change.client.urn);
  if (owners.size === 0) {
    const sentence = `APIs that ask for the audience ${told(audience)} accept tokens of the client`;
    return finding(change, "audience-added", AUDIENCE, sentence);
  }
  const names = [...owners.values()].map(told).sort();
  const left = names.length - MOST_NAMES;
  const more = left > 0 ? ` and ${left} more` : "";
  const sentence = `the audience ${told(audience)} is also that of ${names.slice(0, MOST_NAMES).join(", ")}${more}`;
  return finding(change, "audience-shared", AUDIENCE, sentence);
}
