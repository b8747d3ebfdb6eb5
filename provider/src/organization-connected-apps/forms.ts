import { differs } from "../lifecycle/compare.ts";
import { aligned, formsOfRead, only } from "../lifecycle/forms.ts";
import type { OrganizationConnectedAppsFields } from "../stytch/api.ts";
import {
  FIELD_NAMES,
  type FieldName,
  type OrganizationConnectedAppsOutputs,
  TYPES_AND_LISTS,
} from "./model.ts";

type Fields = OrganizationConnectedAppsFields;
type Pair = (typeof TYPES_AND_LISTS)[number];

/**
 * What was asked for, where the server holds something else right after the write: a list without clients
 * that are gone, ids in lower case, a list that is kept where its type makes no use of one.
 *
 * What allows more apps than were asked for is no form, and stays a difference.
 */
export function requestedForms(requested: Fields, held: Fields): Partial<Fields> {
  const names = TYPES_AND_LISTS.filter((pair) => !allowsMore(pair, requested, held)).flat();
  return only(
    names.filter((name) => differs(requested[name], held[name], () => false)),
    requested,
  );
}

function allowsMore(pair: Pair, requested: Fields, held: Fields): boolean {
  const wanted = appsOf(pair, requested);
  if (wanted === "all") return false;
  const allowed = appsOf(pair, held);
  return allowed === "all" || [...allowed].some((id) => !wanted.has(id));
}

/** The apps that a type and its list allow; of a type that is not known, perhaps all. */
function appsOf([type, list]: Pair, fields: Fields): "all" | ReadonlySet<string> {
  switch (canonical(fields[type])) {
    case "restricted":
      return new Set(fields[list].map(canonical));
    case "not_allowed":
      return new Set();
    default:
      return "all";
  }
}

/** Names of the fields of which the server made something else than another spelling. */
export function otherContents(requested: Partial<Fields>, held: Fields): FieldName[] {
  return FIELD_NAMES.filter((name) => {
    const [left, right] = [requested[name], held[name]];
    return left !== undefined && !isSameContent(left, right);
  });
}

/** `formsOfRead` of a setting. */
export function formsOfReadSetting(
  known: Fields & Pick<OrganizationConnectedAppsOutputs, "requestedFields">,
  held: Fields,
): Partial<Fields> {
  const lists = TYPES_AND_LISTS.map(([, list]) => list);
  return formsOfRead(known, held, lists, isSameId);
}

/** The ids that the server holds, as the author wrote them where that is still so: see `aligned`. */
export function alignedIds(held: readonly string[], authors: readonly string[]): string[] {
  return aligned(held, authors, isSameId);
}

function isSameContent(left: string | string[], right: string | string[]): boolean {
  const [one, other] = [left, right].map((value) => [value].flat().map(canonical));
  return !differs(one, other, () => false);
}

function isSameId(left: string, right: string): boolean {
  return canonical(left) === canonical(right);
}

/** Ids are UUIDs, which have no case; so have the types. */
function canonical(text: string): string {
  return text.trim().toLowerCase();
}
