import { describe, expect, test } from "vitest";
import { environmentOf, fakePulumi, outputsOf, runCli } from "./_cli.ts";
import { openScene } from "./_harness.ts";

describe("stytch-smoke", () => {
  test("w/ the state of a stack, --stack and --cwd", async () => {
    const scene = await openScene();
    const { PATH, args: seen } = fakePulumi(outputsOf(scene));
    const args = ["--stack", "dev", "--cwd", "infra", "--only", "credentials"];
    const { code, stderr } = await runCli(args, { env: { ...environmentOf(scene), PATH } });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(seen()).toBe("stack export --non-interactive --stack dev --cwd infra");
  });

  test("gives advice whose command acts on the stack that was read", async () => {
    const scene = await openScene();
    const { web } = outputsOf(scene);
    const { PATH } = fakePulumi({ web: { ...(web as object), clientName: "Another" } });
    const args = ["--stack", "org/app/prod", "--cwd", "my infra", "--only", "client-registered"];
    const { stdout } = await runCli(args, { env: { ...environmentOf(scene), PATH } });
    expect(stdout).toContain(
      "→ Run pulumi up --refresh --cwd 'my infra' --stack org/app/prod: without --refresh",
    );
  });

  test("w/ outputs that are not JSON does not quote them", async () => {
    const { code, stderr } = await runCli(["--outputs", "-"], {
      input: '{\n "a": top-secret-value}',
    });
    expect(code).toBe(2);
    expect(stderr).toContain("standard input is not JSON: look at line 2, column 7; pass what");
    expect(stderr).not.toContain("top-secret-value");
  });

  test.for<[string, Record<string, unknown>, RegExp]>([
    ["a field", { clientSecret: "[secret]" }, /web is masked: clientSecret: is \[secret\],/],
    ["a list", { redirectUrls: "[secret]" }, /web is masked: redirectUrls: is \[secret\],/],
    ["the client id", { clientId: "[secret]" }, /web is masked: clientId: is \[secret\],/],
  ])("w/ outputs of which Pulumi masks %s says how to show it", async ([_what, change, said]) => {
    const app = { clientId: "connected-app-test-1", ...change };
    const { code, stderr } = await runCli(["--outputs", "-"], {
      input: JSON.stringify({ web: app }),
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr).toContain("pulumi stack output --json --show-secrets");
  });

  test("w/ a masked app says how to show it; another masked output does no harm", async () => {
    const masked = await runCli(["--outputs", "-"], { input: '{"web":"[secret]","url":"x"}' });
    expect(masked.code).toBe(2);
    expect(masked.stderr).toMatch(
      /masks as \[secret\]: web\. Pass what pulumi stack output --json/,
    );

    const scene = await openScene();
    const { clientId, clientSecret } = scene.target.app;
    const { code } = await runCli(["--outputs", "-", "--only", "credentials"], {
      env: environmentOf(scene),
      input: JSON.stringify({ clientId, clientSecret, databasePassword: "[secret]" }),
    });
    expect(code).toBe(0);
  });
});
