import type { Meaning } from "./severity.ts";

/** What a token of the client can do, and for how long. */
export const WHAT_TOKENS_DO = {
  "full-access-on": {
    severity: "critical",
    title: "Full access on",
    why: "A token of the client becomes a whole session of its user.",
  },
  "full-access-unknown": {
    severity: "critical",
    title: "Full access that cannot be seen",
    why: "It may be on after the update.",
  },
  "full-access-off": {
    severity: "medium",
    title: "Full access off",
    why: "Whatever exchanges tokens of the client for sessions stops working.",
  },
  "consent-bypass-on": {
    severity: "high",
    title: "Refresh tokens without consent",
    why: "Users are not asked any more before the client keeps its access while they are away.",
  },
  "consent-bypass-unknown": {
    severity: "high",
    title: "Consent to refresh tokens that cannot be seen",
    why: "It may not be asked for after the update.",
  },
  "consent-bypass-off": {
    severity: "low",
    title: "Refresh tokens with consent",
    why: "Users are asked from now on.",
  },
  "lifetime-long": {
    severity: "high",
    title: "Access tokens live longer than by default",
    why: "A stolen token works, and a revoked user keeps access, for longer than Stytch's 60 minutes.",
  },
  "lifetime-unknown": {
    severity: "high",
    title: "Lifetime of access tokens that cannot be seen",
    why: "It may be the longest after the update.",
  },
  "lifetime-up": {
    severity: "medium",
    title: "Access tokens live longer",
    why: "A stolen token works for longer, within Stytch's 60 minutes.",
  },
  "lifetime-down": {
    severity: "low",
    title: "Access tokens live shorter",
    why: "Clients have to refresh more often.",
  },
  "audience-shared": {
    severity: "high",
    title: "Audience of another client",
    why: "An API that takes tokens of one client takes those of the other (RFC 9700, section 2.3).",
  },
  "audience-unknown": {
    severity: "high",
    title: "Audience that cannot be seen",
    why: "It may be that of any API after the update.",
  },
  "audience-added": {
    severity: "medium",
    title: "Audience added",
    why: "APIs that ask for this audience accept tokens of the client.",
  },
  "audience-dropped": {
    severity: "medium",
    title: "Audience dropped",
    why: "APIs that ask for this audience refuse tokens of the client.",
  },
  "claim-reserved": {
    severity: "high",
    title: "Reserved claim in a template",
    why: "By this claim an API decides whether a token is valid and for whom.",
  },
  "claim-personal": {
    severity: "high",
    title: "Personal data for someone else's client",
    why: "Data of users leaves the project with every token of a third-party client.",
  },
  "template-unreadable": {
    severity: "high",
    title: "Template that yields no JSON object",
    why: "No token can be issued with it: every sign-in with the client fails, and its claims cannot be judged.",
  },
  "template-unknown": {
    severity: "high",
    title: "Template that cannot be seen",
    why: "It may put anything into tokens after the update.",
  },
  "claim-added": {
    severity: "medium",
    title: "Claim added",
    why: "Whoever reads a token of the client learns more, and APIs may decide by it.",
  },
  "claim-changed": {
    severity: "medium",
    title: "Claim from another source",
    why: "APIs that read the claim decide by something else.",
  },
  "claim-removed": {
    severity: "low",
    title: "Claim removed",
    why: "APIs that read the claim miss it.",
  },
  "organization-widened": {
    severity: "high",
    title: "More clients for an organization",
    why: "Members may let clients in that they could not before.",
  },
  "organization-unknown": {
    severity: "high",
    title: "Clients of an organization that cannot be seen",
    why: "All may be allowed after the update.",
  },
} as const satisfies Record<string, Meaning>;
