import type { Meaning } from "./severity.ts";

/** Whose login ends, and what comes and goes as a whole. */
export const WHO_BREAKS = {
  "client-replaced": {
    severity: "critical",
    title: "Client replaced",
    why: "The client id dies, and with it every login, token and secret of it; the new client has another id.",
  },
  "client-deleted": {
    severity: "critical",
    title: "Client deleted",
    why: "The client id dies, and with it every login, token and secret of it. Stytch cannot bring it back.",
  },
  "client-type-unknown": {
    severity: "critical",
    title: "Type of a client that cannot be seen",
    why: "Another type replaces the client, and may make it first-party.",
  },
  "client-adopted": {
    severity: "high",
    title: "Client adopted",
    why: "It exists and others may use it: what the program says overwrites what it is now.",
  },
  "secret-cut": {
    severity: "high",
    title: "Hard cut of the secret",
    why: "The present secret dies at once: everything that signs in with it fails until it has the new one.",
  },
  "secret-unknown": {
    severity: "high",
    title: "Version of a secret that cannot be seen",
    why: "It may be a hard cut.",
  },
  "client-type": {
    severity: "high",
    title: "Client of another type",
    why: "The type decides whether the client needs a secret, and whether it belongs to the project's owner.",
  },
  "client-created": {
    severity: "medium",
    title: "New client",
    why: "Another application may sign people in; what it may do stands beside this.",
  },
  "client-imported": {
    severity: "medium",
    title: "Client imported",
    why: "It exists, and the program decides on it from now on.",
  },
  "client-forgotten": {
    severity: "medium",
    title: "Client left without a program",
    why: "It goes on to work, and no program or policy looks after it any more.",
  },
  "redirect-removed": {
    severity: "medium",
    title: "Redirect removed",
    why: "Every login that asks for this URL is refused.",
  },
  "rotation-completed": {
    severity: "medium",
    title: "Rotation completed",
    why: "The old secret dies: whatever still has it cannot sign in.",
  },
  "rotation-cancelled": {
    severity: "medium",
    title: "Rotation cancelled",
    why: "The next secret dies: whatever already has it cannot sign in.",
  },
  "rotation-restarted": {
    severity: "medium",
    title: "Rotation started anew",
    why: "The next secret dies, and there is another: whatever already has the former cannot sign in.",
  },
  "secret-renewed": {
    severity: "medium",
    title: "Lost secret made anew",
    why: "No one has the present secret; the client gets one that works.",
  },
  "destruction-allowed": {
    severity: "medium",
    title: "May be deleted or replaced",
    why: "The program names a client of a live project as one that a later deployment may end.",
  },
  "protection-removed": {
    severity: "medium",
    title: "Protection removed",
    why: "The engine does not refuse any more to delete it.",
  },
  "organization-narrowed": {
    severity: "medium",
    title: "Fewer clients for an organization",
    why: "Members who use one that is not allowed any more cannot sign in to it.",
  },
  "rotation-started": {
    severity: "low",
    title: "Rotation started",
    why: "A second secret becomes valid beside the present one.",
  },
  "rotation-open": {
    severity: "low",
    title: "Rotation left open",
    why: "Two secrets stay valid: one more that may leak.",
  },
  "post-logout-removed": {
    severity: "low",
    title: "Place after logout removed",
    why: "A logout that asks for this URL is refused.",
  },
  "organization-managed": {
    severity: "low",
    title: "Setting of an organization in the program",
    why: "The program decides from now on which clients its members may use.",
  },
} as const satisfies Record<string, Meaning>;

/** What no login notices. */
export const COSMETICS = {
  "name-changed": {
    severity: "cosmetic",
    title: "Another name",
    why: "People see it where they consent.",
  },
  "description-changed": {
    severity: "cosmetic",
    title: "Another description",
    why: "No login depends on it.",
  },
  "logo-changed": {
    severity: "cosmetic",
    title: "Another logo",
    why: "People see it where they consent.",
  },
  "order-changed": {
    severity: "cosmetic",
    title: "Another order",
    why: "Lists have no order, and what is in one twice is there once.",
  },
  "safeguard-added": {
    severity: "cosmetic",
    title: "More protection",
    why: "The client becomes harder to delete, or the program no longer permits it.",
  },
} as const satisfies Record<string, Meaning>;
