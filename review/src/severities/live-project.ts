import type { Meaning } from "./severity.ts";

/** What is wrong with a project as it is, whatever changed: only an audit of the project can tell. */
export const LIVE_PROJECT = {
  "key-private": {
    severity: "critical",
    title: "Private key among the public ones",
    why: "Whoever reads the document signs tokens of the project.",
  },
  "key-weak": {
    severity: "high",
    title: "Weak signing key",
    why: "A key that is short, or shared by design, lets others sign tokens of the project.",
  },
  "keys-missing": {
    severity: "high",
    title: "No signing key",
    why: "No one can check a token of the project.",
  },
  "issuer-other": {
    severity: "high",
    title: "Issuer of another place",
    why: "Clients that compare the issuer with the address they asked refuse every token, or trust a foreign one (RFC 9207).",
  },
  "pkce-weak": {
    severity: "high",
    title: "Code challenges that protect nothing",
    why: "Without S256, or with plain beside it, a code that someone reads on its way can be redeemed.",
  },
  "grant-legacy": {
    severity: "high",
    title: "Grant that OAuth 2.1 gave up",
    why: "It shows tokens to the browser, or passwords to clients.",
  },
  "secret-other": {
    severity: "high",
    title: "Another secret than the state's",
    why: "Someone rotated it elsewhere: what the stack hands out is not valid, or will not be.",
  },
  "client-missing": {
    severity: "high",
    title: "Client of a stack that is gone",
    why: "Someone deleted it elsewhere: every login with it fails.",
  },
  "client-owned-twice": {
    severity: "high",
    title: "Client of two resources",
    why: "Each deployment undoes what the other one does.",
  },
  "client-unmanaged": {
    severity: "medium",
    title: "Client of no stack",
    why: "No program, review or policy of a deployment looks after it.",
  },
  "redirect-shared": {
    severity: "medium",
    title: "Redirect of several clients",
    why: "Codes of different clients arrive at one place, which may mix them up (RFC 9700, section 4.4).",
  },
  "registration-open": {
    severity: "medium",
    title: "Dynamic registration is on",
    why: "Anyone on the Internet may make third-party clients of this project.",
  },
  "registration-needless": {
    severity: "low",
    title: "Dynamic registration beside metadata documents",
    why: "Clients that describe themselves by a document need no registration, which leaves a client behind each time.",
  },
  "client-registered": {
    severity: "low",
    title: "Client that registered itself",
    why: "No one of the project made it; people who consent to it decide on it.",
  },
  "name-shared": {
    severity: "low",
    title: "Name of several clients",
    why: "People who consent, and look-ups by name, cannot tell them apart.",
  },
  "client-unused": {
    severity: "low",
    title: "Client that no one has let in",
    why: "It may be left over; what no one uses, no one watches.",
  },
} as const satisfies Record<string, Meaning>;
