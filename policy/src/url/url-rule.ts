import type { z } from "zod";
import { eachKnown } from "../known.ts";
import { type ConnectedApp, defineRule, type Rule, type Violation } from "../rule.ts";
import type { UrlAnalysis } from "./analyze.ts";
import { analyzeCached } from "./cache.ts";
import { shownUrl } from "./shown-url.ts";

/** A property that lists URLs, and how messages speak of it. */
export interface UrlList {
  readonly property: "redirectUrls" | "postLogoutRedirectUrls";
  readonly noun: string;
  /** What an attacker could do with a URL of the list: "could …". */
  readonly harm: string;
}

export const REDIRECT: UrlList = {
  property: "redirectUrls",
  noun: "redirect URLs",
  harm: "receive your users' sign-ins",
};

export const POST_LOGOUT: UrlList = {
  property: "postLogoutRedirectUrls",
  noun: "post-logout redirect URLs",
  harm: "show your users a page of their own right after the users sign out",
};

/** What is wrong with one URL. */
export interface UrlProblem extends Pick<Violation, "why" | "remedy" | "level"> {
  /** Follows the URL: `, with "*" in its path`. */
  readonly detail?: string;
}

/** A rule about each URL of a list, for either list. */
export interface UrlRule<Config extends z.ZodObject>
  extends Omit<Rule<Config>, "name" | "title" | "check" | "remediate"> {
  title(noun: string): string;
  find(
    url: UrlAnalysis,
    config: z.output<Config>,
    app: ConnectedApp,
    list: UrlList,
  ): UrlProblem | undefined;
}

/** One entry of a list. */
export interface Entry {
  readonly index: number;
  /** Path of the entry, as in `redirectUrls[2]`. */
  readonly property: string;
  /** Throws while the entry is not known; undefined if it is not a string, which the provider refuses. */
  read(): string | undefined;
}

/** The entries of a list, none of them read yet. */
export function entriesOf(app: ConnectedApp, { property }: UrlList): Entry[] {
  const urls: unknown = app.properties[property];
  if (!Array.isArray(urls)) return [];
  return Array.from({ length: urls.length }, (_, index) => ({
    index,
    property: `${property}[${index}]`,
    read: () => (typeof urls[index] === "string" ? urls[index] : undefined),
  }));
}

function toRule<Config extends z.ZodObject>(
  name: string,
  { title, find, ...rest }: UrlRule<Config>,
  list: UrlList,
): Rule<Config> {
  return defineRule({
    ...rest,
    name,
    title: title(list.noun),
    check: (app, config) =>
      eachKnown(app, entriesOf(app, list), ({ property, read }): Violation[] => {
        const raw = read();
        if (raw === undefined) return [];
        const url = analyzeCached(raw);
        const problem = find(url, config, app, list);
        if (!problem) return [];
        const { detail = "", ...violation } = problem;
        return [{ property, value: `${shownUrl(raw)}${detail}`, ...violation }];
      }),
  });
}

/** A rule for redirect URLs. It takes the whole name, so that a search for it finds the file of the rule. */
export function redirectRule<Config extends z.ZodObject>(
  name: `connected-app-redirect-${string}`,
  rule: UrlRule<Config>,
): Rule<Config> {
  return toRule(name, rule, REDIRECT);
}

/** The same rule after a logout, where no credential is at stake: of medium severity. */
export function postLogoutRule<Config extends z.ZodObject>(
  name: `connected-app-post-logout-${string}`,
  rule: UrlRule<Config>,
): Rule<Config> {
  return toRule(name, { ...rule, severity: "medium" }, POST_LOGOUT);
}
