import { parse } from "tldts";
import { isWithin } from "./host.ts";

/**
 * Pages of well-known sites that redirect visitors to a URL in their own, or show it there: site
 * and beginning of the path; `.*` stands for any public suffix. As of 2026-11-28, from what the sites
 * document about their links, and compared with the open_redirect rules of sublime-security/sublime-rules.
 */
const REDIRECTORS = [
  ...["google.*/url", "google.*/amp", "google.*/imgres", "google.*/search", "google.*/translate"],
  ...["google.*/website", "yandex.*/clck", "yandex.*/redir", "yandex.*/translate"],
  ...["amazon.*/gp/redirect.html", "facebook.com/l.php", "facebook.com/flx/warn"],
  ...["youtube.com/redirect", "youtube.com/attribution_link", "linkedin.com/redir"],
  ...[
    "linkedin.com/slink",
    "accounts.google.com/o/oauth2",
    "duckduckgo.com/l",
    "bing.com/ck",
    "bing.com/aclick",
    "bing.com/alink",
  ],
  ...["steamcommunity.com/linkfilter", "vk.com/away", "vk.com/away.php", "medium.com/r"],
  ...["baidu.com/link", "sogou.com/link", "so.com/link", "twitter.com/i/redirect"],
  ...["x.com/i/redirect", "pinterest.com/offsite", "login.live.com/logout.srf"],
  ...["deviantart.com/users/outgoing", "curseforge.com/linkout", "indeed.com/rc/clk"],
].map((entry) => {
  const slash = entry.indexOf("/");
  return { site: entry.slice(0, slash), path: entry.slice(slash) };
});

/** The page of a well-known site that redirects visitors, `google.*` + `/url`, if a URL is below it. */
export function findRedirector(name: string, path: string): string | undefined {
  const { domainWithoutSuffix } = parse(name, { validateHostname: false });
  const given = path.toLowerCase();
  const found = REDIRECTORS.find(
    ({ site, path: start }) =>
      (given === start || given.startsWith(`${start}/`)) &&
      (site.endsWith(".*") ? `${domainWithoutSuffix}.*` === site : isWithin(name, site)),
  );
  return found && `${name}${found.path}`;
}
