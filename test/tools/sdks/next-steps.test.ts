import { expect, test } from "vitest";
import { LANGUAGES } from "../../../tools/sdks/languages.ts";
import { nextSteps } from "../../../tools/sdks/next-steps.ts";

const SDK = { folder: "/sdks/any", version: "1.2.3", goModule: "example.com/sdk/go/stytch" };

test.each(LANGUAGES)("nextSteps() of %s names the folder of the SDK", (language) => {
  expect(nextSteps(language, SDK).join("\n")).toContain(SDK.folder);
});

test("nextSteps() has npm build the package, and installs what it packed", () => {
  expect(nextSteps("nodejs", SDK)).toEqual([
    "npm install --prefix /sdks/any",
    "npm pack /sdks/any",
    "npm install ./pulumi-stytch-1.2.3.tgz",
  ]);
});

test("nextSteps() quotes a folder for the shell", () => {
  expect(nextSteps("python", { ...SDK, folder: "/it's here" })).toEqual([
    "python3 -m pip install '/it'\\''s here'",
  ]);
});
