import { expect, test } from "vitest";
import { nearestName } from "../../../provider/src/text/nearest-name.ts";

const NAMES = ["projectId", "secret", "timeoutSeconds", "allowDestructive"];

test.each([
  ["secrets", "secret"],
  ["projectID", "projectId"],
  ["timeout", "timeoutSeconds"],
  ["allowDestructiv", "allowDestructive"],
  ["secretOfStytch", "secret"],
  ["seconds", "timeoutSeconds"],
])("%s is near %s", (name, nearest) => {
  expect(nearestName(name, NAMES)).toBe(nearest);
});

test.each(["something", "x".repeat(20)])("%s is near none", (name) => {
  expect(nearestName(name, NAMES)).toBeUndefined();
});
