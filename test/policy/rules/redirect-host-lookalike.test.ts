import { describe, expect, it } from "vitest";
import { redirectHostLookalike as rule } from "../../../policy/src/rules/redirect-host-lookalike.ts";
import { checkStack } from "../_check.ts";
import { app } from "../_client.ts";

const of = (hosts: readonly string[], name = "web") =>
  app({ redirectUrls: hosts.map((host) => `https://${host}/cb`) }, { name });

/** The places that are found, with a mark for those that are only advisory. */
const found = (...clients: ReturnType<typeof of>[]) =>
  checkStack(rule, clients).map(({ urn, property, level }) => {
    const place = `${urn.split("::").at(-1)} ${property}`;
    return level === "advisory" ? `${place} (note)` : place;
  });

describe(rule.name, () => {
  it.each([
    ["example.com", "examp1e.com"],
    ["example.com", "exarnple.com"],
    ["example.com", "ex\u0430mple.com"],
    ["example.com", "xn--exmple-4nf.com"],
    ["google.com", "g00gle.com"],
    ["wide.example", "vvide.example"],
    ["shop.vercel.app", "sh0p.vercel.app"],
    ["example.co.uk", "examp1e.co.uk"],
    ["login.example.com", "www.examp1e.net"],
    ["example.com", "example.com.other.example"],
    ["app.example.com", "login.example.com.other.example"],
  ])("is violated by %s before %s", (original, other) => {
    expect(found(of([original, other]))).toEqual(["web redirectUrls[1]"]);
  });

  it.each([
    ["northwind.com", "norhtwind.com"],
    ["northwind.com", "nortwind.com"],
    ["northwind.com", "northhwind.com"],
    ["northwind.com", "northwimd.com"],
    ["northwind.com", "north-wind.com"],
    ["northwest.com", "northw3st.com"],
    ["bucher.example", "b\u00fccher.example"],
    ["paypal.com", "paypai.com"],
  ])("notes %s before %s", (original, other) => {
    expect(found(of([original, other]))).toEqual(["web redirectUrls[1] (note)"]);
  });

  it.each([
    [["app1.example.com", "appl.example.com", "app2.example.com"]],
    [["app1.com", "app2.com"]],
    [["example.com", "example.net", "example.com.au"]],
    [["acme-eu.com", "acme-us.com", "acme-uk.com"]],
    [["acme.com", "acne.com"]],
    [["to.com", "t0.com"]],
    [["shop-pr-12.vercel.app", "shop-pr-13.vercel.app"]],
    [["customer.vercel.app", "customers.vercel.app"]],
    [["192.0.2.1", "192.0.2.2"]],
    [["intranet", "1ntranet"]],
    [["com", "co.uk"]],
    [["example.com", "examp1e.com:99999"]],
  ])("lets %j pass", (hosts) => expect(found(of(hosts))).toEqual([]));

  it("takes what is used most for the original, else plain letters", () => {
    expect(found(of(["examp1e.com", "example.com", "app.example.com"]))).toEqual([
      "web redirectUrls[0]",
    ]);
    expect(found(of(["examp1e.com", "example.com"]))).toEqual(["web redirectUrls[0]"]);
  });

  it("finds every address of such a domain, in other clients too", () => {
    const partner = of(["examp1e.com", "app.examp1e.com"], "partner");
    expect(found(of(["example.com", "a.example.com", "b.example.com"]), partner)).toEqual([
      "partner redirectUrls[0]",
      "partner redirectUrls[1]",
    ]);
  });

  it("looks at addresses after a logout, and at no app schemes", () => {
    const client = app({
      redirectUrls: ["https://example.com/cb", "com.app://examp1e.com"],
      postLogoutRedirectUrls: ["https://examp1e.com/bye"],
    });
    expect(checkStack(rule, [client])).toMatchObject([{ property: "postLogoutRedirectUrls[0]" }]);
  });

  it("names the other client and its address", () => {
    const clients = [of(["example.com", "a.example.com"]), of(["examp1e.com"], "partner")];
    expect(checkStack(rule, clients)[0]?.value).toBe(
      '"https://examp1e.com/cb", whose domain "examp1e.com" is easily mistaken for "example.com" in redirectUrls[0] of "web"',
    );
  });

  it("lets domains pass that are yours", () => {
    const clients = [of(["example.com", "app.examp1e.com"])];
    expect(checkStack(rule, clients, { allowedDomains: ["examp1e.com"] })).toEqual([]);
    expect(checkStack(rule, clients, { allowedDomains: ["xexamp1e.com"] })).toHaveLength(1);
  });
});
