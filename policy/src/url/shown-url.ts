import { shown } from "../rule.ts";
import type { UrlAnalysis } from "./analyze.ts";
import { asBrowserReads } from "./characters.ts";

/** A URL for a message. A name and password in it are left out: messages reach logs. */
export function shownUrl({ raw, parts: { userinfo } }: UrlAnalysis): string {
  if (!userinfo) return shown(raw);
  const at = `${userinfo}@`;
  const text = raw.includes(at) ? raw : asBrowserReads(raw);
  return shown(text.replace(at, () => "…@"));
}
