import { expect, it } from "vitest";
import { parsePath, parseQuery } from "../../../policy/src/url/query.ts";

const CASES: [query: string | undefined, parameters: string[]][] = [
  [undefined, []],
  ["", []],
  ["a=1&b=2", ["a=1", "b=2"]],
  ["a=1&a=2", ["a=1", "a=2"]],
  ["c%6fde=x", ["code=x"]],
  ["flag", ["flag="]],
  ["é%=%c3%a9", ["é%=é"]],
  ["?code=x", ["?code=x"]],
  ["a=b+c", ["a=b c"]],
  ["a=%zz", ["a=%zz"]],
  ["a=https://evil.example", ["a=https://evil.example !"]],
  ["a=https%3A%2F%2Fevil.example", ["a=https://evil.example !"]],
  ["a=https%253A%252F%252Fevil.example", ["a=https%3A%2F%2Fevil.example !"]],
  ["a=//evil.example", ["a=//evil.example !"]],
  ["a=/\\evil.example", ["a=/\\evil.example !"]],
  ["a=%20//evil.example", ["a= //evil.example !"]],
  ["a=https:evil.example", ["a=https:evil.example !"]],
  ["a=http:evil.example", ["a=http:evil.example !"]],
  ["a=nohttp:x", ["a=nohttp:x"]],
  ["a=javascript:x", ["a=javascript:x !"]],
  ["a=com.example.app://x", ["a=com.example.app://x !"]],
  ["a=/home", ["a=/home"]],
  ["a=1//2", ["a=1//2"]],
  ["a=12:30", ["a=12:30"]],
  ["https://evil.example", ["https://evil.example= !"]],
  ["//evil.example=1", ["//evil.example=1 !"]],
];

it.each(CASES)("parseQuery(%j)", (query, expected) => {
  const found = parseQuery(query).map(
    ({ name, value, isUrl }) => `${name}=${value}${isUrl ? " !" : ""}`,
  );
  expect(found).toEqual(expected);
});

const IN_PATHS: [path: string, parameters: string[]][] = [
  ["", []],
  ["/cb", []],
  ["/cb;v", []],
  ["/a=b", []],
  ["/cb;v=1", ["v=1"]],
  ["/cb;v=1;next=/x/y", ["v=1", "next=/x/y"]],
  ["/cb&next=%2F%2Fevil.example", ["next=//evil.example !"]],
  ["/cb;q=a+b", ["q=a+b"]],
  ["/redirect/https://evil.example", ["redirect=https://evil.example ! nested"]],
  ["/go/to/http%3A%2F%2Fevil.example/cb", ["to=http://evil.example/cb ! nested"]],
  ["/out/HTTPS:/evil.example", ["out=HTTPS:/evil.example ! nested"]],
  ["/https://evil.example", ["=https://evil.example ! nested"]],
  ["https://evil.example", []],
  ["/https/cb", []],
  ["/xhttps://evil.example", []],
];

it.each(IN_PATHS)("parsePath(%j)", (path, expected) => {
  const found = parsePath(path).map(
    ({ name, value, isUrl, isNested }) =>
      `${name}=${value}${isUrl ? " !" : ""}${isNested ? " nested" : ""}`,
  );
  expect(found).toEqual(expected);
});
