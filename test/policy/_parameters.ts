import type { ConnectedApp } from "../../policy/src/rule.ts";
import { app } from "./_client.ts";

/** A parameter of a rule, and what may be written for it. */
export interface Parameter {
  readonly rule: string;
  readonly key: string;
  /** Clients whose findings depend on the parameter. */
  readonly clients: readonly ConnectedApp[];
  /** What else the configuration of the rule needs. */
  readonly beside?: Record<string, unknown>;
  /** Values that mean the same, each of which must change what is found. */
  readonly effective: readonly unknown[];
  /** Values that could never have an effect, or too wide a one. */
  readonly refused: readonly unknown[];
}

export const urls = (...redirectUrls: string[]) =>
  app({ redirectUrls, postLogoutRedirectUrls: redirectUrls, clientDescription: "x" });
export const own = (properties: object, name = "own") =>
  app({ clientType: "first_party", ...properties }, { name, urn: `urn:pulumi:a::b::c::${name}` });
export const publicApp = (url: string) =>
  app({
    clientType: "third_party_public",
    clientDescription: "x",
    redirectUrls: [url],
    postLogoutRedirectUrls: [url],
  });

export const each = (values: readonly string[]) => values.map((value) => [value]);
