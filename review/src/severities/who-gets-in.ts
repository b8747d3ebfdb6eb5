import type { Meaning } from "./severity.ts";

/** Who gets a code or a person: where logins may end. */
export const WHO_GETS_IN = {
  "redirect-dangerous-scheme": {
    severity: "critical",
    title: "Redirect to content instead of a place",
    why: "A browser runs or reads what a javascript:, data: or file: URL holds, with the authorization code in it.",
  },
  "redirect-widened": {
    severity: "critical",
    title: "Redirect widened",
    why: "A wildcard covers a URL that was there, and every other that matches: whoever has one of those gets codes.",
  },
  "redirect-wildcard": {
    severity: "critical",
    title: "Redirect with a wildcard",
    why: "Whoever has one of the places that match gets authorization codes.",
  },
  "redirect-http": {
    severity: "critical",
    title: "Redirect without TLS",
    why: "Everyone on the way reads the authorization code.",
  },
  "redirect-lookalike": {
    severity: "critical",
    title: "Redirect to a look-alike",
    why: "The host looks like one that is there already, and may belong to someone else.",
  },
  "redirect-unknown": {
    severity: "critical",
    title: "Redirect that cannot be seen",
    why: "A URL that only the update knows, or that is a secret, may be any of the above.",
  },
  "redirect-ambiguous": {
    severity: "high",
    title: "Redirect that programs read differently",
    why: "A browser, a server and a reviewer may each see another host in it: the one that counts may be anyone's.",
  },
  "redirect-loopback": {
    severity: "high",
    title: "Redirect to the user's own machine, of a client with a secret",
    why: "Any program on that machine may take the code, and a client with a secret does not run there.",
  },
  "redirect-scheme": {
    severity: "high",
    title: "Redirect to an app's own scheme",
    why: "Any app on the device may register the same scheme and get the code.",
  },
  "redirect-host": {
    severity: "high",
    title: "Redirect to another site",
    why: "Whoever has that site gets authorization codes.",
  },
  "redirect-loopback-public": {
    severity: "medium",
    title: "Redirect to the user's own machine, of a public client",
    why: "It is how command lines and native apps sign in (RFC 8252), and other programs there may listen too.",
  },
  "redirect-subdomain": {
    severity: "medium",
    title: "Redirect to another host of a known site",
    why: "A forgotten or foreign host of the same domain would get codes.",
  },
  "redirect-url": {
    severity: "medium",
    title: "Redirect to another URL of a known host",
    why: "Another part of the site gets codes, which may pass them on.",
  },
  "redirect-respelled": {
    severity: "low",
    title: "Redirect in another spelling",
    why: "It is the same place for a browser, but servers compare redirects exactly: who sends the other spelling is refused.",
  },
  "post-logout-dangerous": {
    severity: "high",
    title: "Dangerous place after logout",
    why: "A wildcard, a look-alike, an ambiguous URL, one without TLS or one of content sends people who sign out to anyone.",
  },
  "post-logout-unknown": {
    severity: "high",
    title: "Place after logout that cannot be seen",
    why: "A URL that only the update knows, or that is a secret, may be a dangerous one.",
  },
  "post-logout-host": {
    severity: "medium",
    title: "Another site after logout",
    why: "People who sign out are sent there, and may take it for yours.",
  },
  "post-logout-url": {
    severity: "low",
    title: "Another URL of a known site after logout",
    why: "People who sign out are sent there.",
  },
} as const satisfies Record<string, Meaning>;
