import { expect, test } from "vitest";
import { urlPlaceholderProblem } from "../../../provider/src/text/placeholders.ts";

test.each([
  "https://app.example.com/$(ab)/cb",
  "https://app.example.com/$()/cb",
  "https://app.example.com/%HOST%",
  "https://app.example.com/%HOST%/cb",
  "https://MY_HOST/cb",
  "https://A_B_C.example.com/cb",
])("a URL with a placeholder is refused: %s", (url) => {
  expect(urlPlaceholderProblem(url)).toMatch(/still to be filled in; write the value/);
});

test.each([
  "https://app.example.com/(ab)/cb",
  "https://app.example.com/%C3%A9",
  "https://app.example.com/%AB%CD%EF/cb",
  "https://myMY_HOST/cb",
  "https://MY_HOSTx/cb",
  "http://[::1]:3000/cb",
])("a URL without one passes: %s", (url) => {
  expect(urlPlaceholderProblem(url)).toBeUndefined();
});
