import { z } from "zod";
import { clients } from "../parameters.ts";
import { matchesAny } from "../pattern.ts";
import { defineRule } from "../rule.ts";

export const liveProtected = defineRule({
  name: "connected-app-live-protected",
  title: "Live clients are protected from deletion",
  description:
    "No one can restore a deleted client: a new one has a different id and secret, and everyone who used the old one is locked out. With the resource option protect, Pulumi refuses to delete or replace it.",
  severity: "medium",
  level: "advisory",
  source: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  config: z.strictObject({
    exceptClients: clients("Clients of a live project that may be deleted"),
  }),
  check(app, { exceptClients }) {
    if (app.environment !== "live" || app.options.protect || matchesAny(exceptClients, app))
      return [];
    return [
      {
        property: "protect",
        value: "false in a live project",
        why: "renaming the resource or a careless destroy would delete the client for good and lock out everyone who uses it",
        remedy: "Set the resource option protect to true",
      },
    ];
  },
});
