import { z } from "zod";
import { shown } from "../rule.ts";
import type { Ambiguity } from "../url/ambiguities.ts";
import { analyzeUrl, type UrlAnalysis } from "../url/analyze.ts";
import { withoutSecrets } from "../url/shown-url.ts";
import { postLogoutRule, redirectRule, type UrlRule } from "../url/url-rule.ts";

const config = z.strictObject({});

const WORDS: Readonly<Record<Ambiguity, string>> = {
  unreadable: "which no browser can open",
  "white space": "with white space",
  "control character": "with a control character",
  backslash: "with a backslash",
  slashes: "without exactly two slashes after the first colon",
  "mixed alphabets": "with a host name that mixes alphabets",
  "lookalike letters": "with a host name in look-alike letters",
  "invisible character": "with an invisible character",
  "encoded control character": "with an encoded control character",
  "hidden control character": "with a control character in an encoding",
  "hidden invisible character": "with an invisible character in an encoding",
  step: "with a path segment of dots, plain, encoded or before a semicolon",
  "encoded host": "with an encoded slash that makes its path look like another host",
  "encoded backslash": "with an encoded backslash in its path",
  "overlong encoding": "with a character that is encoded in more bytes than it needs",
  "disguised host": "with a host whose spelling hides which one it is",
  "sign in host": "with a character in its host name at which some programs or people end the name",
  "scheme for a host": "with a scheme in place of its host",
  "empty label": "with two dots in a row in its host name",
  "impossible host": "with a host name that cannot exist",
  "blocked port": "with a port that browsers block",
  "late userinfo": "with an @ that makes the text after it look like the host",
  "several addresses": "which is several addresses in one",
  markup: "with a quotation mark or an angle bracket, at which some programs end the address",
};

/** What no browser can open. */
const CLOSED: readonly Ambiguity[] = ["unreadable", "impossible host", "blocked port"];

function remedyFor({ raw, canonical, ambiguities }: UrlAnalysis): string {
  if (ambiguities.includes("several addresses")) return "Make each address an entry of its own";
  const isPlain =
    canonical !== undefined &&
    canonical !== raw &&
    withoutSecrets(raw) === raw &&
    !ambiguities.includes("markup") &&
    analyzeUrl(canonical).ambiguities.length === 0;
  return isPlain
    ? `If it is the address that you intend, write ${shown(canonical)}`
    : "Write the whole address that you intend in its plain form, such as https://app.example.com/callback";
}

const unambiguous: UrlRule<typeof config> = {
  title: (noun) => `Unambiguous ${noun}`,
  description:
    "Browsers, proxies and servers decode, truncate and complete URLs in different ways. A URL with /..;/ in its path, a control character, a backslash or a disguised host leads different programs, or the person who reviews it, to different places. So does an @ after the host (https://a.example?@b.example), or several URLs in one entry. Browsers do not open a URL with a blocked port, such as 22.",
  severity: "high",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc3986#section-7",
  config,
  find(url, _config, _app, { harm }) {
    const { ambiguities } = url;
    if (ambiguities.length === 0) return undefined;
    return {
      detail: `, ${[...new Set(ambiguities.map((ambiguity) => WORDS[ambiguity]))].join(", ")}`,
      why: CLOSED.some((closed) => ambiguities.includes(closed))
        ? `your users cannot be sent there unless a program corrects it, and then someone else could ${harm}`
        : `programs and people read it in different ways, so someone at a place that you did not intend could ${harm}`,
      remedy: remedyFor(url),
    };
  },
};

export const redirectUnambiguous = redirectRule("connected-app-redirect-unambiguous", unambiguous);

export const postLogoutUnambiguous = postLogoutRule(
  "connected-app-post-logout-unambiguous",
  unambiguous,
);
