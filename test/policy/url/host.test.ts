import { describe, expect, it } from "vitest";
import { analyzeHost, isWithin, normalizeHost } from "../../../policy/src/url/host.ts";

const NAMES: [raw: string, name: string, kind: string, loopback: string | undefined][] = [
  ["app.example.com", "app.example.com", "name", undefined],
  ["App.EXAMPLE.com", "app.example.com", "name", undefined],
  ["app.example.com.", "app.example.com", "name", undefined],
  ["%61pp.example.com", "app.example.com", "name", undefined],
  ["app。example．com", "app.example.com", "name", undefined],
  ["ａpp.example.com", "app.example.com", "name", undefined],
  ["bücher.example", "xn--bcher-kva.example", "name", undefined],
  ["XN--Bcher-kva.example", "xn--bcher-kva.example", "name", undefined],
  ["%2A.example.com", "*.example.com", "name", undefined],
  ["a b.example", "a b.example", "name", undefined],
  ["192.0.2.1", "192.0.2.1", "ipv4", undefined],
  ["192.0.222.111", "192.0.222.111", "ipv4", undefined],
  ["a192.0.2.1", "a192.0.2.1", "name", undefined],
  ["3221225985", "192.0.2.1", "ipv4", undefined],
  ["0xC0000201", "192.0.2.1", "ipv4", undefined],
  ["127.0.0.1", "127.0.0.1", "ipv4", "ipv4"],
  ["127.255.0.9", "127.255.0.9", "ipv4", "ipv4"],
  ["127.0.255.255", "127.0.255.255", "ipv4", "ipv4"],
  ["a127.0.0.1", "a127.0.0.1", "name", undefined],
  ["2130706433", "127.0.0.1", "ipv4", "ipv4"],
  ["0x7f000001", "127.0.0.1", "ipv4", "ipv4"],
  ["0x7f.0.0.1", "127.0.0.1", "ipv4", "ipv4"],
  ["0177.0.0.1", "127.0.0.1", "ipv4", "ipv4"],
  ["017700000001", "127.0.0.1", "ipv4", "ipv4"],
  ["127.1", "127.0.0.1", "ipv4", "ipv4"],
  ["127.0.1", "127.0.0.1", "ipv4", "ipv4"],
  ["127.0.0.1.", "127.0.0.1", "ipv4", "ipv4"],
  ["１２７.0.0.1", "127.0.0.1", "ipv4", "ipv4"],
  ["127.0.0.1.example.com", "127.0.0.1.example.com", "name", undefined],
  ["128.0.0.1", "128.0.0.1", "ipv4", undefined],
  ["0.0.0.0", "0.0.0.0", "ipv4", "unspecified"],
  ["0", "0.0.0.0", "ipv4", "unspecified"],
  ["0x0", "0.0.0.0", "ipv4", "unspecified"],
  ["[::1]", "[::1]", "ipv6", "ipv6"],
  ["[0:0:0:0:0:0:0:1]", "[::1]", "ipv6", "ipv6"],
  ["[0000::0001]", "[::1]", "ipv6", "ipv6"],
  ["[::1%eth0]", "[::1]", "ipv6", "ipv6"],
  ["[::]", "[::]", "ipv6", "unspecified"],
  ["[::ffff:0.0.0.0]", "[::ffff:0:0]", "ipv6", "unspecified"],
  ["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "ipv6", "mapped"],
  ["[::FFFF:7f00:1]", "[::ffff:7f00:1]", "ipv6", "mapped"],
  ["[::ffff:127.1.255.254]", "[::ffff:7f01:fffe]", "ipv6", "mapped"],
  ["[::ffff:7f00:1]a", "[::ffff:7f00:1]a", "ipv6", undefined],
  ["a[::ffff:7f00:1]", "a[::ffff:7f00:1]", "name", undefined],
  ["[::ffff:192.0.2.1]", "[::ffff:c000:201]", "ipv6", undefined],
  ["[2001:DB8::1]", "[2001:db8::1]", "ipv6", undefined],
  ["[::2]", "[::2]", "ipv6", undefined],
  ["localhost", "localhost", "name", "localhost"],
  ["LOCALHOST.", "localhost", "name", "localhost"],
  ["app.localhost", "app.localhost", "name", "localhost"],
  ["localhost.example.com", "localhost.example.com", "name", undefined],
  ["notlocalhost", "notlocalhost", "name", undefined],
];

it.each(NAMES)("analyzeHost(%j) is %s, of kind %s, loopback %s", (raw, name, kind, loopback) => {
  expect(analyzeHost(raw)).toMatchObject({ raw, name, kind });
  expect(analyzeHost(raw).loopback).toBe(loopback);
});

const SUFFIXES: [host: string, registrable: string | undefined, shared: string | undefined][] = [
  ["app.example.com", "example.com", undefined],
  ["example.com", "example.com", undefined],
  ["a.b.example.co.uk", "example.co.uk", undefined],
  ["co.uk", undefined, undefined],
  ["com", undefined, undefined],
  ["intranet", undefined, undefined],
  ["my.vercel.app", "vercel.app", "vercel.app"],
  ["vercel.app", "vercel.app", "vercel.app"],
  ["notvercel.app", "notvercel.app", undefined],
  ["*.vercel.app", "vercel.app", "vercel.app"],
  ["octo.github.io", "github.io", "github.io"],
  ["shop.pages.dev", "pages.dev", "pages.dev"],
  ["shop.azurewebsites.net", "azurewebsites.net", "azurewebsites.net"],
  ["a.b.herokuapp.com", "herokuapp.com", "herokuapp.com"],
  ["shop.netlify.app", "netlify.app", "netlify.app"],
  ["127.0.0.1", undefined, undefined],
  ["[::1]", undefined, undefined],
];

it.each(SUFFIXES)("analyzeHost(%j) belongs to %s, shared %s", (host, registrable, sharedSuffix) => {
  const found = analyzeHost(host);
  expect([found.registrable, found.sharedSuffix]).toEqual([registrable, sharedSuffix]);
});

const HOMOGRAPHS: [host: string, homograph: string | undefined][] = [
  ["apple.com", undefined],
  ["аpple.com", "mixed alphabets"],
  ["xn--pple-43d.com", "mixed alphabets"],
  ["аррӏе.com", "lookalike letters"],
  ["xn--80ak6aa92e.com", "lookalike letters"],
  ["gοοgle.com", "mixed alphabets"],
  ["bücher.example", undefined],
  ["пример.example", undefined],
  ["παράδειγμα.example", undefined],
  ["例え.example", undefined],
  ["web例え.example", undefined],
  ["예시.example", undefined],
  ["пример.com.аpp", "mixed alphabets"],
  ["xn--zzzzzz.example", undefined],
  ["aհ.example", "mixed alphabets"],
  ["aგ.example", "mixed alphabets"],
  ["aᎠ.example", "mixed alphabets"],
  ["aश.example", "mixed alphabets"],
  ["aไ.example", "mixed alphabets"],
  ["я例.example", "mixed alphabets"],
  ["aя例.example", "mixed alphabets"],
  ["ไทย.example", undefined],
  ["مثال.example", undefined],
  ["1-2.example", undefined],
  ["1-2.пример", undefined],
  ["аррӏе.пример", "lookalike letters"],
  ["сад.example", undefined],
  ["ѵοуаgе.example", "mixed alphabets"],
  ["хүү.example", "lookalike letters"],
  ["αγορα.example", undefined],
  ["кора.example", undefined],
];

it.each(HOMOGRAPHS)("analyzeHost(%j) is a homograph: %s", (host, homograph) => {
  expect(analyzeHost(host).homograph).toBe(homograph);
});

describe("analyzeHost()", () => {
  it("shows punycode as people read it", () => {
    expect(analyzeHost("xn--bcher-kva.example").unicode).toBe("bücher.example");
  });

  it.each([
    ["[fe80::1%eth0]", "eth0"],
    ["[fe80::1%25eth0]", "eth0"],
    ["[fe80::1%25]", "25"],
    ["[fe80::1%a%b]", "a%b"],
    ["[fe80::1%\n]", "\n"],
    ["[fe80::1]", undefined],
    ["[fe80::1]%eth0", undefined],
    ["a[fe80::1%eth0]", undefined],
    ["a%41.example", undefined],
  ])("%s has the zone %s", (raw, zone) => expect(analyzeHost(raw).zone).toBe(zone));

  it.each([
    ["a.example.", true],
    ["a.example", false],
    ["a.example。", true],
    ["127.0.0.1.", true],
  ])("%s has a trailing dot: %s", (raw, dot) => expect(analyzeHost(raw).trailingDot).toBe(dot));

  it("does not read a name that is longer than any name can be", () => {
    const long = `${"É".repeat(2000)}.com`;
    expect(analyzeHost(long).name).toBe(long.toLowerCase());
  });
});

it("normalizeHost() does not take the end of a host for its beginning", () => {
  expect(normalizeHost("a.example/b")).toBe("a.example/b");
  expect(normalizeHost("a@b.example")).toBe("a@b.example");
});

it.each([
  ["example.com", true],
  ["a.example.com", true],
  ["badexample.com", false],
  ["example.com.evil.example", false],
])("isWithin(%s, example.com) is %s", (name, is) => expect(isWithin(name, "example.com")).toBe(is));
