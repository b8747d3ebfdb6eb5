import { expect, it } from "vitest";
import { redirectLoopbackOnlyPublic } from "../../../policy/src/rules/redirect-loopback-only-public.ts";
import { check } from "./_urls.ts";

it.each([
  [{ allowIPv4: false }, "http://127.0.0.1/", "[::1]"],
  [{ allowIPv6: false }, "http://[::1]/", "127.0.0.1"],
  [{ allowIPv4: false, allowIPv6: false }, "http://[::1]/", "an https:// address"],
])("connected-app-redirect-loopback-only-public with %j, instead of %s: %s", (config, url, use) => {
  const given = { config, clientType: "third_party_public" };
  expect(check(redirectLoopbackOnlyPublic, [url], given)).toMatchObject([
    { remedy: `Use ${use} instead` },
  ]);
});
