import {
  isReservedClaim,
  isThirdParty,
  personalSource,
  readTemplate,
} from "pulumi-stytch-connected-apps-policy/analysis";
import type { Change } from "../change.ts";
import type { Finding } from "../report.ts";
import { finding, type Judge } from "./finding.ts";
import { holdsUnseen, isSame, isUnseen, told, unseenAs } from "./value.ts";

type Template = "accessTokenTemplateContent" | "idTokenTemplateContent";

const TEMPLATES: Readonly<Record<Template, string>> = {
  accessTokenTemplateContent: "access tokens",
  idTokenTemplateContent: "ID tokens",
};

/** A claim that a template adds. */
interface Claim {
  /** Its placeholders, sorted. */
  readonly sources: readonly string[];
  /** Equal for claims with the same content. */
  readonly content: string;
}

/** Claims that templates add to tokens: which, and from where. */
export const judgeTemplates: Judge = (change) => {
  const { client, before, after } = change;
  if (client.resource !== "ConnectedApp" || after === undefined) return [];
  return (Object.keys(TEMPLATES) as Template[]).flatMap((property) => {
    const former = before === undefined ? "{}" : before.fields[property];
    const present = after.fields[property];
    return isSame(former, present) ? [] : judgeTemplate(change, property, former, present);
  });
};

function judgeTemplate(
  change: Change,
  property: Template,
  former: unknown,
  present: unknown,
): Finding[] {
  const tokens = TEMPLATES[property];
  if (holdsUnseen(present)) {
    const sentence = `the template of ${tokens} ${isUnseen(present) ? `is ${unseenAs(present)}` : "has a part that cannot be seen"}`;
    return [finding(change, "template-unknown", property, sentence)];
  }
  const claims = claimsOf(present);
  if (claims === undefined) {
    const sentence = `the template of ${tokens} yields no JSON object`;
    return [finding(change, "template-unreadable", property, sentence)];
  }
  const known = (isUnseen(former) ? undefined : claimsOf(former)) ?? new Map<string, Claim>();
  const changed = [...claims].flatMap(([name, claim]) => {
    const then = known.get(name);
    return then?.content === claim.content ? [] : [judgeClaim(change, property, name, claim, then)];
  });
  const removed = [...known.keys()]
    .filter((name) => !claims.has(name))
    .map((name) =>
      finding(change, "claim-removed", property, `${tokens} lose the claim ${told(name)}`),
    );
  return [...changed, ...removed];
}

function judgeClaim(
  change: Change,
  property: Template,
  name: string,
  { sources }: Claim,
  then: Claim | undefined,
): Finding {
  const from = sources.length === 0 ? "" : ` from ${sources.map(told).join(", ")}`;
  const verb = then === undefined ? "get the claim" : "get another content of the claim";
  const sentence = `${TEMPLATES[property]} ${verb} ${told(name)}${from}`;
  if (isReservedClaim(name)) {
    return finding(change, "claim-reserved", property, `${sentence}, which only Stytch may set`);
  }
  const clientType = change.after?.fields.clientType;
  const mayLeave = isThirdParty(clientType) || isUnseen(clientType);
  if (mayLeave && personalSource(name, sources) !== undefined) {
    return finding(change, "claim-personal", property, `${sentence}: personal data of users`);
  }
  return finding(change, then === undefined ? "claim-added" : "claim-changed", property, sentence);
}

function claimsOf(template: unknown): Map<string, Claim> | undefined {
  const read = readTemplate(template === undefined || template === "" ? "{}" : template);
  if (!read.ok) return undefined;
  const { claims, placeholders, contents } = read.value;
  const byClaim = Map.groupBy(placeholders, ({ claim }) => claim);
  return new Map(
    claims.map((name) => {
      const sources = (byClaim.get(name) ?? []).map(({ path }) => path).sort();
      return [name, { sources, content: contents[name] ?? "" }];
    }),
  );
}
