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
  slashes: "with not exactly two slashes after the first colon",
  "mixed alphabets": "with a host name that mixes alphabets",
  "lookalike letters": "with a host name in letters that look like others",
  "invisible character": "with an invisible character",
  "encoded control character": "with an encoded control character",
  "hidden control character": "with a control character in an encoding",
  "hidden invisible character": "with an invisible character in an encoding",
  step: "with a part of its path that is made of dots, plain, encoded or before a semicolon",
  "encoded host": "with an encoded slash that makes its path look like another host",
  "encoded backslash": "with an encoded backslash in its path",
  "overlong encoding": "with a character that is encoded in more bytes than it has",
  "disguised host": "with a host in a spelling that hides which one it is",
  "sign in host": "with a sign in its host name that ends the name for some programs or people",
  "scheme for a host": "with a scheme in place of its host",
  "empty label": "with two dots in a row in its host name",
  "impossible host": "with a host name that no name server can have",
  "blocked port": "with a port that browsers refuse",
  "late userinfo": "with an @ that makes what follows look like the host",
  "several addresses": "which is several addresses in one",
  markup: "with a quotation mark or an angle bracket, at which some programs end it",
};

/** What nobody can be sent to. */
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
    ? `If it is the address you mean, write ${shown(canonical)}`
    : "Write the whole address that you mean, plainly, as in https://app.example.com/callback";
}

const unambiguous: UrlRule<typeof config> = {
  title: (noun) => `One reading of ${noun}`,
  description:
    "Browsers, proxies and servers decode, cut and complete addresses in different ways. One with /..;/ in its path, a control character, a backslash or a disguised host leads one program, or the person who reviews it, to another place than the next. So does an @ behind the host (https://a.example?@b.example), or several addresses in one entry; and to a port that browsers refuse, such as 22, nobody can be sent.",
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
        ? `your users cannot be sent there, unless a program repairs it, and then someone else could ${harm}`
        : `programs and people read it in different ways, so that someone at another place than you mean could ${harm}`,
      remedy: remedyFor(url),
    };
  },
};

export const redirectUnambiguous = redirectRule("connected-app-redirect-unambiguous", unambiguous);

export const postLogoutUnambiguous = postLogoutRule(
  "connected-app-post-logout-unambiguous",
  unambiguous,
);
