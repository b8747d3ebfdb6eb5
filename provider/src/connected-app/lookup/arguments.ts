import { CLIENT_TYPES, type ClientType } from "../../stytch/api.ts";
import { LookupArgumentsError } from "./errors.ts";

/** Names one client. */
export type ConnectedAppKey = { clientId: string } | { clientName: string };

/** Filters; without any, all clients match. */
export interface ConnectedAppFilter {
  clientType?: ClientType;
  clientName?: string;
  clientNamePrefix?: string;
}

const KEYS = ["clientId", "clientName"];
const FILTERS = ["clientType", "clientName", "clientNamePrefix"];

/** @throws LookupArgumentsError unless exactly one key is given. */
export function checkKey(given: unknown): ConnectedAppKey {
  const key = check("getConnectedApp", given, KEYS);
  const names = Object.keys(key);
  if (names.length === 1) return key as ConnectedAppKey;
  const got = names.length === 0 ? "neither" : "both";
  throw new LookupArgumentsError(
    `getConnectedApp: needs either clientId or clientName, but got ${got}; pass exactly one of them.`,
  );
}

/** @throws LookupArgumentsError */
export function checkFilter(given: unknown): ConnectedAppFilter {
  const filter = check("getConnectedApps", given, FILTERS);
  const { clientType } = filter;
  if (clientType === undefined || (CLIENT_TYPES as readonly string[]).includes(clientType)) {
    return filter as ConnectedAppFilter;
  }
  throw new LookupArgumentsError(
    `getConnectedApps: clientType must be one of ${CLIENT_TYPES.join(", ")}.`,
  );
}

/** A misspelt or empty filter would match too much, so it is refused rather than ignored. */
function check(place: string, given: unknown, names: string[]): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === undefined) continue;
    if (!names.includes(name)) {
      throw new LookupArgumentsError(
        `${place}: ${name} is not an argument; it has ${names.join(", ")}.`,
      );
    }
    if (typeof value !== "string" || value === "") {
      throw new LookupArgumentsError(
        `${place}: ${name} must be a non-empty string; give it a value or leave it out.`,
      );
    }
    checked[name] = value;
  }
  return checked;
}
