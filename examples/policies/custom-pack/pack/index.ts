import { PolicyPack } from "@pulumi/policy";
import {
  createPolicies,
  defineRule,
  rules,
  shown,
} from "pulumi-stytch-connected-apps-policy/rules";
import { z } from "zod";

const owner = defineRule({
  name: "acme-connected-app-owner",
  title: "Every client names the team that owns it",
  description: "Anyone who finds the client in the dashboard has to know whom to ask.",
  severity: "medium",
  level: "mandatory",
  source: "https://wiki.acme.example/oauth-clients",
  config: z.strictObject({
    teams: z
      .array(z.string().min(1))
      .default([])
      .describe("The teams that exist; an empty list allows any."),
  }),
  check({ properties: { clientDescription } }, { teams }) {
    const [, team] = /\bOwner: (\S+)$/.exec(String(clientDescription ?? "")) ?? [];
    if (team !== undefined && (teams.length === 0 || teams.includes(team))) return [];
    const allowed = teams.length === 0 ? "the name of a team" : `one of ${teams.join(", ")}`;
    return [
      {
        property: "clientDescription",
        value:
          team === undefined ? "without an owner" : `of the owner ${shown(team)}, no known team`,
        why: "no one will dare to change or delete the client",
        remedy: `End the description with "Owner: " and ${allowed}`,
      },
    ];
  },
});

// Starts serving at once: nothing may follow.
new PolicyPack("acme", { policies: createPolicies({ rules: [...rules, owner] }) });
