import { describe, expect, it } from "vitest";
import {
  placeholderInHost,
  placeholderInPath,
  placeholderInQuery,
} from "../../../policy/src/url/placeholders.ts";

const EVERYWHERE: [text: string, placeholder: string][] = [
  [":tenant", ":tenant"],
  [":ID(x)", ":ID(x)"],
  ["<tenant>", "<tenant>"],
  ["%3Ctenant%3E", "%3Ctenant%3E"],
  ["<your tenant>", "<your tenant>"],
  ["$TENANT", "$TENANT"],
  ["$A_1", "$A_1"],
  ["__TENANT_ID__", "__TENANT_ID__"],
  ["YOUR_TENANT", "YOUR_TENANT"],
  ["%TENANT%", "%TENANT%"],
  ["%s", "%s"],
  ["%d", "%d"],
  ["%7Btenant%7D", "%7Btenant%7D"],
  ["%7B+tenant%7D", ""],
  ["%7Ba.b:c%7D", "%7Ba.b:c%7D"],
  ["$(tenant)", "$(tenant)"],
  ["%24(tenant)", "%24(tenant)"],
];

const NOWHERE = [
  ...["cb", "a:b", "12:30", ":30", "::", "$cb", "$1", "a$B", "__", "__x__", "__TENANT", "TENANT__"],
  ...["your_tenant", "YOUR", "MYOUR_X", "%20", "%2", "a<b>c", "<>", "<a", "a%s", "%x", "%tenant%"],
  ...["%7B%7D", "%7B%22a%22%3A1%7D", "%7B0f8fad5b-d9cd-469f-a165-70867728950e%7D", "%7B1%7D"],
  ...["%7Btenant", "tenant%7D", "$()", "$(1)", "[", "[]", "[1]", "[a"],
];

describe("placeholderInPath()", () => {
  it.each(EVERYWHERE)("finds in a segment %j %j", (text, placeholder) => {
    expect(placeholderInPath(`/a/${text}/cb`)).toBe(placeholder || undefined);
    expect(placeholderInPath(`/a/${text}`)).toBe(placeholder || undefined);
  });

  it.each(NOWHERE)("finds nothing in %j", (text) => {
    expect(placeholderInPath(`/a/${text}/cb`)).toBeUndefined();
  });

  it.each([
    ["/[tenant]/cb", "[tenant]"],
    ["/[...all]", "[...all]"],
    ["/[[...slug]]", "[[...slug]]"],
    ["/%5Btenant%5D", "%5Btenant%5D"],
    ["/a%7Btenant%7Db/cb", "a%7Btenant%7Db"],
    ["/a%2Ab", "a%2Ab"],
    ["/.+/cb", ".+"],
    ["/[^/]+/cb", "[^"],
    ["/cb$", "$"],
  ])("finds in %s %j", (path, placeholder) => {
    expect(placeholderInPath(path)).toBe(placeholder);
  });

  it.each(["", "/", "/a[tenant]/cb", "/[a]b/cb", "/$/cb", "/cb$/x"])(
    "finds nothing in the path %j",
    (path) => expect(placeholderInPath(path)).toBeUndefined(),
  );
});

describe("placeholderInQuery()", () => {
  it.each(EVERYWHERE)("finds in a value %j %j", (text, placeholder) => {
    expect(placeholderInQuery(`x=${text}`)).toBe(placeholder || undefined);
    expect(placeholderInQuery(`a=1&x=${text}&b=2`)).toBe(placeholder || undefined);
    expect(placeholderInQuery(text)).toBe(placeholder || undefined);
  });

  it.each([...NOWHERE, "[tenant]", "a%7Btenant%7Db", "%2A", "cb$", ".+", "$(a)b"])(
    "finds nothing in %j",
    (text) => expect(placeholderInQuery(`x=${text}`)).toBeUndefined(),
  );
});

describe("placeholderInHost()", () => {
  it.each([
    ["your-domain.com", "your-domain"],
    ["app.your-company.com", "your-company"],
    ["Your_Tenant.a.example", "Your_Tenant"],
    ["your-app-name.a.example", "your-app-name"],
    ["$HOST", "$HOST"],
    ["a.__TENANT__.example", "__TENANT__"],
  ])("finds in %s %j", (host, label) => expect(placeholderInHost(host)).toBe(label));

  it.each(["", "a.example", "yourdomain.com", "your-life.com", "my-domain.com", "your-apple.com"])(
    "finds nothing in %j",
    (host) => expect(placeholderInHost(host)).toBeUndefined(),
  );
});
