import { expect, test } from "vitest";
import { otherKindFailure } from "../../../provider/src/lifecycle/other-kind.ts";

const UUID = "3f1b0c9e-2a4d-4c7b-9e10-5d6f7a8b9c0d";

test.each([
  ["live", "test"],
  ["test", "live"],
])("an id of a %s project is refused in a %s project", (kind, other) => {
  const failures = otherKindFailure("adoptClientId", `app-${kind}-${UUID}`, `project-${other}-1`);
  expect(failures).toEqual([
    {
      property: "adoptClientId",
      reason: expect.stringContaining(
        `is an id from a ${kind} project, but stytch:projectId names a ${other} project`,
      ),
    },
  ]);
});

test.each([
  `app-test-${UUID}`,
  `1app-live-${UUID}`,
  `app-live-${UUID}x`,
  `app-live-${UUID.slice(1)}`,
  "app-live",
  undefined,
  5,
])("%s is none of a live project", (id) => {
  expect(otherKindFailure("adoptClientId", id, "project-test-1")).toEqual([]);
});
