import type { UrlCase } from "./_urls.ts";

/** Cases of the rules about how URLs are spelled. */
export const CASES_OF_SPELLING: readonly UrlCase[] = [
  [
    "unambiguous",
    {},
    [
      "https://a.example/x/../y",
      "https://a.example/x/..;/y",
      "https://аpple.com/",
      "https://exa mple.com/",
      "https://a.example\\b",
      "https://a.example:22/cb",
      "https://-a.example/cb",
      "https://a.example?@b.example",
      "https://a.example/cb,https://b.example/cb",
      "https://https://a.example/cb",
      'https://a.example/cb"',
    ],
    [
      "https://a.example/a%2Fb",
      "https://a.example/cb;v=1/x..y",
      "HTTPS://A.example:443/%7E",
      "a.example/../b",
      "com.example.app:/cb",
    ],
  ],
  [
    "canonical",
    {},
    [
      "HTTPS://a.example/",
      "https://A.example/",
      "https://a.example:443/",
      "https://a.example/%7E",
      "https://a.example./",
      "https://a.example//b",
      "https://a.example/cb?",
      "https://a.example/cb%20",
      "https://a.example/cb&amp;x=1",
      "https://a-.b.example/cb",
      "https://a.example:80/cb",
      "https://bücher.example/cb",
      "a.example/b",
    ],
    [
      "https://a.example/a%2Fb",
      "https://a.example/x/../y",
      "https://a.example",
      "https://a.example/",
      "https://a.example:8443/cb?x=1",
      "com.example.app:/cb",
    ],
  ],
];
