import { expect, test } from "vitest";
import { createSecrets } from "../../smoke/src/secrets.ts";

test.each(["canary-secret", "canary/secret+1", "canary-\ud800-secret"])(
  "a secret is hidden in each form that a request gives it: %j",
  (secret) => {
    const { add, hide } = createSecrets();
    add(secret);
    const forms = [
      secret,
      encodeURIComponent(secret.toWellFormed()),
      Buffer.from(secret).toString("base64"),
      Buffer.from(secret).toString("base64url"),
    ];
    for (const form of forms) expect(hide(`before ${form} after`)).toBe("before [hidden] after");
  },
);
