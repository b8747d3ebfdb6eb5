import { expect, it } from "vitest";
import { analyzeHost } from "../../../policy/src/url/host.ts";

const REACHES: Record<string, string[]> = {
  "private address": [
    ...["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "[fc00::1]"],
    ...[
      "[fdff::1]",
      "[fec0::1]",
      "10.0.0.1.nip.io",
      "app.192-168-1-250.sslip.io",
      "0a000001.nip.io",
    ],
    ...["fd00--1.sslip.io", "0xa000001"],
  ],
  "link-local address": ["169.254.0.1", "[fe80::1]", "[febf::1]", "169.254.169.254.nip.io"],
  "translated address": [
    ...["[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001:0:1::1]", "[::10.0.0.1]"],
    ...["[::ffff:10.0.0.1]", "[::ffff:0:10.0.0.1]", "[::ffff:8.8.8.8]"],
  ],
  "unusable address": [
    ...["0.1.2.3", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.8"],
    ...["192.88.99.1", "[ff02::1]", "[100::1]", "[2001:2::1]", "[2001:20::1]", "[5f00::1]"],
  ],
  "local name": [
    ...["printer.local", "sso.corp.internal", "nas.home.arpa", "home.arpa", "x.lan", "x.corp"],
    ...["app.test", "x.localdomain", "fritz.box", "host.docker.internal", "PRINTER.LOCAL."],
  ],
  "single label": ["intranet", "com", "web_1", "a-b"],
  "unknown domain": ["app.intra", "kubernetes.default.svc", "x.loc", "a.home.intern"],
  "unreachable name": ["x.onion", "x.invalid", "x.alt", "1.168.192.in-addr.arpa", "x.i2p"],
  "public suffix": ["co.uk", "com.au", "gov.br"],
  "loopback name": [
    ...[
      "localtest.me",
      "a.localtest.me",
      "lvh.me",
      "x.lvh.me",
      "127.0.0.1.nip.io",
      "127.9.9.9.nip.io",
    ],
    ...[
      "app-127-0-0-1.sslip.io",
      "7f000001.nip.io",
      "--1.sslip.io",
      "traefik.me",
      "x.traefik.me",
      "7f000001.0a000001.rbndr.us",
    ],
    ...["localhost.localdomain", "localhost4", "ip6-localhost"],
  ],
  undefined: [
    ...["8.8.8.8", "192.0.2.1", "198.51.100.1", "203.0.113.1", "[2001:db8::1]", "[3fff::1]"],
    ...[
      "[2606:4700::1]",
      "127.0.0.1",
      "[::1]",
      "localhost",
      "a.localhost",
      "example.com",
      "a.example",
    ],
    ...["vercel.app", "8.8.8.8.nip.io", "internal.example.com", "local.example", "notlocaltest.me"],
    ...["localtest.me.example", "*", "{tenant}", "", "x.home.example", "10.example.com", "a.co.uk"],
  ],
};

const CASES = Object.entries(REACHES).flatMap(([reach, hosts]) =>
  hosts.map((host) => [host, reach] as const),
);

it.each(CASES)("analyzeHost(%j) has the reach %s", (host, reach) => {
  expect(String(analyzeHost(host).reach)).toBe(reach);
});

it("takes names for the browser's own machine for loopback", () => {
  expect(analyzeHost("lvh.me").loopback).toBe("name");
  expect(analyzeHost("127.0.0.1.nip.io").loopback).toBe("name");
  expect(analyzeHost("10.0.0.1.nip.io").loopback).toBeUndefined();
});
