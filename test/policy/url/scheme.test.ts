import { expect, it } from "vitest";
import { isReverseDomain, possibleSchemes } from "../../../policy/src/url/scheme.ts";

const DISGUISED: [raw: string, schemes: string[]][] = [
  ["https://app.example.com/cb", ["https"]],
  ["HTTPS://app.example.com/cb", ["https"]],
  ["https://app.example.com/javascript:alert(1)", ["https"]],
  ["https://app.example.com/?x=javascript:alert(1)", ["https"]],
  ["https://app.example.com/%6aavascript:", ["https"]],
  ["javascript:alert(1)", ["javascript"]],
  ["JaVaScRiPt:alert(1)", ["javascript"]],
  [" javascript:alert(1)", ["javascript"]],
  ["\u0000\u0001javascript:alert(1)", ["javascript"]],
  ["java\tscript:alert(1)", ["javascript"]],
  ["java\r\nscript:alert(1)", ["javascript"]],
  ["java\u0000script:alert(1)", ["javascript"]],
  ["java\u200bscript:alert(1)", ["javascript"]],
  ["\u202ejavascript:alert(1)", ["javascript"]],
  ["java script:alert(1)", ["javascript"]],
  ["\ufeffjavascript:alert(1)", ["javascript"]],
  ["ｊavascript:alert(1)", ["javascript"]],
  ["javascript：alert(1)", ["javascript"]],
  ["javascript%3Aalert(1)", ["javascript"]],
  ["%6a%61vascript:alert(1)", ["javascript"]],
  ["javascript%253Aalert(1)", ["javascript"]],
  ["&#106;avascript:alert(1)", ["javascript"]],
  ["&#x6A;avascript:alert(1)", ["javascript"]],
  ["&#0000106avascript:alert(1)", ["javascript"]],
  ["javascript&colon;alert(1)", ["javascript"]],
  ["java&Tab;script:alert(1)", ["javascript"]],
  ["view-source:javascript:alert(1)", ["view-source", "javascript"]],
  ["feed:data:text/html,x", ["feed", "data"]],
  ["jar:https://example.com", ["jar", "https"]],
  ["url:javascript:x", ["url", "javascript"]],
  ["view-source:feed:url:data:x", ["view-source", "feed", "url", "data"]],
  ["view-source:feed:jar:url:data:x", ["view-source", "feed", "jar", "url"]],
  ["data:text/html,x", ["data"]],
  ["com.example.app:data:x", ["com.example.app"]],
  ["example.com/cb", []],
  ["", []],
  ["::", []],
];

it.each(DISGUISED)("possibleSchemes(%j)", (raw, schemes) => {
  expect([...possibleSchemes(raw)]).toEqual(schemes);
});

it.each([
  ["com.example.app", true],
  ["com.example", true],
  ["COM.Example.App", true],
  ["uk.co.example.app", true],
  ["com.googleusercontent.apps.123-abc", true],
  ["com", false],
  ["myapp", false],
  ["uk.co", false],
  ["example.com.nosuchtld", false],
  ["v1.0", false],
])("isReverseDomain(%s) is %s", (scheme, is) => expect(isReverseDomain(scheme)).toBe(is));
