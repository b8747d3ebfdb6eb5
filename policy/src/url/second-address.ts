import { parse } from "tldts";
import type { Parts } from "./parts.ts";
import { decodePercent } from "./percent.ts";

/** Whether a text begins with a host that a browser could open: an IP address, or a name under a known suffix. */
export function beginsWithHost(text: string): boolean {
  const name = /^[\p{L}\p{N}._-]+/u.exec(text)?.[0] ?? "";
  const { domain, isIcann, publicSuffix } = parse(name, { validateHostname: false });
  const isAddress = /^(?:\d{1,3}\.){3}\d{1,3}$/.test(name);
  return isAddress || (domain !== null && (isIcann === true || publicSuffix === "example"));
}

/**
 * Whether an @ behind the host makes programs that look for the last one, or for a slash alone, take
 * the text after it for the host: `https://a.example?@b.example`, `https://a.example/@b.example`. An
 * email address in the value of a parameter is far from the host, and innocent.
 */
export function hasLateUserinfo({ host, path, query, fragment }: Parts): boolean {
  if (host === undefined) return false;
  const untilSlash = `${query ?? ""}#${fragment ?? ""}`.split(/[/\\]/, 1).join("");
  if (path === "" && untilSlash.includes("@")) return true;
  const names = (query ?? "").split("&").map((parameter) => parameter.split("=", 1).join(""));
  return [...path.split("/"), ...names].some((text) => {
    const decoded = decodePercent(text);
    const found = decoded.startsWith("@") ? decoded : text;
    return found.split("@").slice(1).some(beginsWithHost);
  });
}

/**
 * Whether another URL begins within a URL where no page has one: after a comma, a semicolon, a bar or a
 * space, or with nothing between. After a slash, it is what proxies and redirectors have.
 */
export function isJoined({ path, query = "", fragment = "" }: Parts): boolean {
  const [place = "", ...rest] = [path, query, fragment].map(decodePercent);
  const isListed = [place, ...rest].some((text) => /[,;|\s](?:https?:)?\/\//i.test(text));
  const others = place.split(/[,;|\s]/).slice(1);
  return (
    isListed ||
    /[^/=]https?:\/\//i.test(place) ||
    others.some((text) => text.includes("/") && beginsWithHost(text))
  );
}
