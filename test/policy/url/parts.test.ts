import { expect, it } from "vitest";
import { splitUrl } from "../../../policy/src/url/parts.ts";

/** `scheme|userinfo|host|port|path|query|fragment`, with `-` for what is missing. */
const CASES: [raw: string, parts: string][] = [
  ["https://app.example.com/cb", "https|-|app.example.com|-|/cb|-|-"],
  ["https://app.example.com", "https|-|app.example.com|-||-|-"],
  ["https://app.example.com:8443/cb?a=1#f", "https|-|app.example.com|8443|/cb|a=1|f"],
  ["https://app.example.com:/cb", "https|-|app.example.com||/cb|-|-"],
  ["https://app.example.com?a=?b", "https|-|app.example.com|-||a=?b|-"],
  ["https://app.example.com#", "https|-|app.example.com|-||-|"],
  ["https://app.example.com/#/cb?x", "https|-|app.example.com|-|/|-|/cb?x"],
  ["https://app.example.com/cb?", "https|-|app.example.com|-|/cb||-"],
  ["HTTPS://App.Example.com/Cb", "HTTPS|-|App.Example.com|-|/Cb|-|-"],
  ["https://user@example.com/", "https|user|example.com|-|/|-|-"],
  ["https://user:pass@example.com:1/", "https|user:pass|example.com|1|/|-|-"],
  ["https://@example.com/", "https||example.com|-|/|-|-"],
  [
    "https://good.example@evil.example@x.example/",
    "https|good.example@evil.example|x.example|-|/|-|-",
  ],
  ["https://example.com/a@b", "https|-|example.com|-|/a@b|-|-"],
  ["https://example.com?@evil.example", "https|-|example.com|-||@evil.example|-"],
  ["https://example.com\\@evil.example/", "https|-|example.com|-|\\@evil.example/|-|-"],
  ["https:\\\\example.com\\cb", "https|-|example.com|-|\\cb|-|-"],
  ["https:example.com/cb", "https|-|example.com|-|/cb|-|-"],
  ["https:/example.com/cb", "https|-|example.com|-|/cb|-|-"],
  ["https:////example.com/cb", "https|-|example.com|-|/cb|-|-"],
  ["https://", "https|-||-||-|-"],
  ["https://[::1]:80/cb", "https|-|[::1]|80|/cb|-|-"],
  ["https://[::1]", "https|-|[::1]|-||-|-"],
  ["https://[::1", "https|-|[|:1||-|-"],
  ["https://*.example.com:*/cb", "https|-|*.example.com|*|/cb|-|-"],
  ["*://example.com/cb", "*|-|example.com|-|/cb|-|-"],
  ["http*://example.com/cb", "http*|-|example.com|-|/cb|-|-"],
  ["example.com/cb", "-|-|example.com|-|/cb|-|-"],
  ["//example.com/cb", "-|-|example.com|-|/cb|-|-"],
  ["127.0.0.1:3000/cb", "-|-|127.0.0.1|3000|/cb|-|-"],
  ["localhost:3000/cb", "localhost|-|-|-|3000/cb|-|-"],
  ["a_b:3000/cb", "-|-|a_b|3000|/cb|-|-"],
  ["1a:3000/cb", "-|-|1a|3000|/cb|-|-"],
  ["://example.com/cb", "|-|example.com|-|/cb|-|-"],
  ["https://:80/cb", "https|-||80|/cb|-|-"],
  ["https://a:1]:2/cb", "https|-|a|1]:2|/cb|-|-"],
  ["file:///cb", "file|-||-|/cb|-|-"],
  ["#f", "-|-||-||-|f"],
  ["/cb", "-|-|-|-|/cb|-|-"],
  ["", "-|-||-||-|-"],
  ["com.example.app:/cb", "com.example.app|-|-|-|/cb|-|-"],
  ["com.example.app://cb/x", "com.example.app|-|cb|-|/x|-|-"],
  ["com.example.app:cb", "com.example.app|-|-|-|cb|-|-"],
  ["javascript:alert(1)//x", "javascript|-|-|-|alert(1)//x|-|-"],
  ["mailto:a@example.com", "mailto|-|-|-|a@example.com|-|-"],
  ["  https://example.com/cb\n", "https|-|example.com|-|/cb|-|-"],
  ["https://example.com/cb \u0001 ", "https|-|example.com|-|/cb|-|-"],
  ["  ", "-|-||-||-|-"],
  ["ht\ttps://exa\nmple.com/\rcb", "https|-|example.com|-|/cb|-|-"],
];

it.each(CASES)("splitUrl(%j)", (raw, expected) => {
  const { scheme, userinfo, host, port, path, query, fragment } = splitUrl(raw);
  const parts = [scheme, userinfo, host, port, path, query, fragment];
  expect(parts.map((part) => part ?? "-").join("|")).toBe(expected);
});
