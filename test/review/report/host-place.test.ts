import { expect, it } from "vitest";
import type { ClientRef } from "../../../review/src/client.ts";
import { hostPlace } from "../../../review/src/report/host-place.ts";
import { changeOf, clientWith } from "../_changes.ts";

function clientAt(file: string): ClientRef {
  const { client } = changeOf(clientWith(), clientWith());
  return { ...client, place: { file, line: 7, column: undefined } };
}

it.each([
  ["src/index.ts", "", "src/index.ts"],
  ["src/index.ts", "infra", "infra/src/index.ts"],
  ["../shared/clients.ts", "infra", "shared/clients.ts"],
  ["./a//b.ts", "infra/", "infra/a/b.ts"],
])("%s of the project in %j is %s", (file, folder, expected) => {
  expect(hostPlace(clientAt(file), folder)).toMatchObject({ file: expected, line: 7 });
});

it.each([
  ["../../etc/passwd", "infra"],
  ["..", ""],
  ["a/../../b.ts", ""],
])(
  "%s of the project in %j is not in the repository: the project's file stands for it",
  (file, folder) => {
    const path = folder === "" ? "Pulumi.yaml" : `${folder}/Pulumi.yaml`;
    expect(hostPlace(clientAt(file), folder)).toMatchObject({ file: path, line: 1 });
  },
);

it("is the file of the project for no client", () => {
  expect(hostPlace(undefined)).toEqual({ file: "Pulumi.yaml", line: 1, column: undefined });
});
