import { expect, it } from "vitest";
import { analyzeUrl } from "../../../policy/src/url/analyze.ts";

const CASES: [raw: string, wildcards: string[]][] = [
  ["https://a.example/cb?x=1#f", []],
  ["*", ["host *"]],
  ["https://*/cb", ["host *"]],
  ["https://**/cb", ["host **"]],
  ["https://{host}/cb", ["host {host}"]],
  ["https://{Host}/cb", ["host {Host}"]],
  ["https://%2A/cb", ["host *"]],
  ["https://*.a.example/cb", ["host name *"]],
  ["*.a.example/cb", ["host name *"]],
  ["https://a.*.example/cb", ["host name *"]],
  ["https://preview-*.a.example/cb", ["host name *"]],
  ["https://{tenant}.a.example/cb", ["host name {tenant}"]],
  ["https://%2a.a.example/cb", ["host name *"]],
  ["https://＊.a.example/cb", ["host name *"]],
  ["https://a.example:*/cb", ["port *"]],
  ["http://localhost:*", ["port *"]],
  ["https://a.example:{port}/cb", ["port {port}"]],
  ["https://a.example/*", ["path *"]],
  ["https://a.example/**", ["path **"]],
  ["https://a.example/cb/{id}", ["path {id}"]],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that no one filled in
  ["https://a.example/${path}", ["path {path}"]],
  ["https://a.example/{", []],
  ["https://a.example/}{", []],
  ["https://a.example/}", []],
  ["https://a.example/{{id}}", ["path {id}"]],
  ["https://a.example/%2A", ["path %2A"]],
  ["https://a.example/:id/cb", ["path :id"]],
  ["https://a.example/cb?x=%7Bid%7D", ["query %7Bid%7D"]],
  ["https://a.example/cb?x=%2A", []],
  ["https://your-domain.com/cb", ["host name your-domain"]],
  ["https://$HOST/cb", ["host $HOST"]],
  ["https://a.example/*/:id", ["path *"]],
  ["https://a.example/cb#:id", []],
  ["https://a.example/cb?next={}", ["query {}"]],
  ["https://a.example/cb?*", ["query *"]],
  ["https://a.example/cb#*", ["fragment *"]],
  ["https://*@a.example/cb", ["userinfo *"]],
  ["*://a.example/cb", ["scheme *"]],
  ["http*://a.example/cb", ["scheme *"]],
  ["https://*.a.example:*/*", ["host name *", "port *", "path *"]],
  ["com.example.app:/*", ["path *"]],
];

it.each(CASES)("analyzeUrl(%j).wildcards", (raw, expected) => {
  expect(analyzeUrl(raw).wildcards.map(({ place, text }) => `${place} ${text}`)).toEqual(expected);
});
