import { expect, test } from "vitest";
import { urlPlaceholderProblem } from "../../../provider/src/text/placeholders.ts";

test.each([
  "https://app.example.com/$(ab)/cb",
  "https://app.example.com/$()/cb",
  "https://app.example.com/%HOST%",
  "https://app.example.com/%HOST%/cb",
  "https://MY_HOST/cb",
  "https://A_B_C.example.com/cb",
  "https://app.example.com/YOURAPP/cb",
  "https://app.example.com/YOUR_APP",
  "https://app.example.com/CHANGEME",
  "https://app.example.com/CHANGE_THIS_PATH",
  "https://app.example.com/REPLACE-WITH-TENANT",
  "https://app.example.com/INSERT_TENANT",
  "https://app.example.com/SET-TENANT",
  "https://app.example.com/TODO",
  "https://app.example.com/XXX",
  "https://app.example.com/__TENANT__",
  "https://app.example.com/$TENANT",
  "https://app.example.com/cb?tenant=$TENANT",
  "https://app.example.com/cb?a=b&TODO=TODO",
  "https://user@YOUR_HOST/cb",
])("a URL with a placeholder is refused: %s", (url) => {
  expect(urlPlaceholderProblem(url)).toMatch(/never filled in; write the value/);
});

test.each([
  "https://app.example.com/(ab)/cb",
  "https://app.example.com/%C3%A9",
  "https://app.example.com/%AB%CD%EF/cb",
  "https://myMY_HOST/cb",
  "https://MY_HOSTx/cb",
  "http://[::1]:3000/cb",
  "https://app.example.com/MYTODO",
  "https://app.example.com/TODOS",
  "https://app.example.com/XX",
  "https://app.example.com/CHANGES",
  "https://app.example.com/SET",
  "https://app.example.com/US$TENANT",
  "https://app.example.com/$TENANT.json",
  "https://TODO@app.example.com/cb",
  "https://app.example.com/cb?TODO=1",
  "https://app.example.com/cb#TODO",
])("a URL without one passes: %s", (url) => {
  expect(urlPlaceholderProblem(url)).toBeUndefined();
});
