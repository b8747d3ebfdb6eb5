import { describe, expect, it } from "vitest";
import { liveProtected } from "../../../policy/src/rules/live-protected.ts";
import { secretOutputsMarked } from "../../../policy/src/rules/secret-outputs-marked.ts";
import { CONFIDENTIAL, check, PUBLIC } from "../_check.ts";
import { app } from "../_client.ts";

describe(secretOutputsMarked.name, () => {
  const options = { protect: true, additionalSecretOutputs: ["other"] };

  it.each(CONFIDENTIAL)("is violated by %s whose secret is not marked", (clientType) => {
    expect(check(secretOutputsMarked, app({ clientType }, { options }))).toMatchObject([
      { property: "additionalSecretOutputs" },
    ]);
  });

  it("names both secrets of a rotation that are not marked", () => {
    const marked = { ...options, additionalSecretOutputs: ["clientSecret"] };
    const client = { nextSecretVersion: "2" };
    expect(check(secretOutputsMarked, app(client, { options }))).toMatchObject([
      { value: 'a list without "clientSecret" and "nextClientSecret"' },
    ]);
    expect(check(secretOutputsMarked, app(client, { options: marked }))).toMatchObject([
      { value: 'a list without "nextClientSecret"' },
    ]);
  });

  it.each(CONFIDENTIAL)("lets %s with a marked secret pass", (clientType) => {
    expect(check(secretOutputsMarked, app({ clientType }))).toEqual([]);
  });

  it.each(PUBLIC)("lets %s pass, which has no secret", (clientType) => {
    expect(check(secretOutputsMarked, app({ clientType }, { options }))).toEqual([]);
  });
});

describe(liveProtected.name, () => {
  const options = { protect: false, additionalSecretOutputs: [] };

  it("is violated by a live client that may be deleted", () => {
    const client = app({}, { options, environment: "live" });
    expect(check(liveProtected, client)).toMatchObject([{ property: "protect" }]);
    expect(check(liveProtected, client, { exceptClients: ["partner"] })).toEqual([]);
  });

  it("lets protected clients pass, and those not known to be live", () => {
    expect(check(liveProtected, app({}, { environment: "live" }))).toEqual([]);
    expect(check(liveProtected, app({}, { options, environment: "test" }))).toEqual([]);
    expect(check(liveProtected, app({}, { options, environment: undefined }))).toEqual([]);
  });
});
