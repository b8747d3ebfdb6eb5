import { expect, it } from "vitest";
import { parseQuery } from "../../../policy/src/url/query.ts";

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
];

it.each(CASES)("parseQuery(%j)", (query, expected) => {
  const found = parseQuery(query).map(
    ({ name, value, isUrl }) => `${name}=${value}${isUrl ? " !" : ""}`,
  );
  expect(found).toEqual(expected);
});
