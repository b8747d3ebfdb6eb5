import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findOnPath } from "../../../tools/pulumi/src/executables.ts";
import { runProcess } from "../../../tools/pulumi/src/run-process.ts";
import type { DeclaredClient } from "../../clients.ts";
import { readState } from "../../contenders/state-file.ts";
import { REPOSITORY } from "../../folders.ts";
import { type Operation, REQUESTS_PER_SECOND } from "../scenario.ts";
import { CONCURRENCY, type Command, type Rival } from "./rival.ts";
import { buildTerraformProvider, pinnedProviderVersion } from "./terraform-provider.ts";

const COMMANDS: Readonly<Record<Operation, readonly string[]>> = {
  create: ["apply", "-auto-approve", "-refresh=false"],
  again: ["apply", "-auto-approve", "-refresh=false"],
  preview: ["plan", "-refresh=false"],
  refresh: ["apply", "-auto-approve", "-refresh-only"],
  "change-one": ["apply", "-auto-approve", "-refresh=false"],
  "change-some": ["apply", "-auto-approve", "-refresh=false"],
  drift: ["apply", "-auto-approve"],
  "change-all": ["apply", "-auto-approve", "-refresh=false"],
  destroy: ["destroy", "-auto-approve", "-refresh=false"],
};

/** The provider lets through a burst as large as its limit: with half of ours no second has more. */
const RATE_LIMIT = REQUESTS_PER_SECOND / 2;

export function terraform(): Rival {
  let program: string | undefined;
  let providerFolder: string | undefined;
  return {
    key: "terraform",
    async prepare() {
      program = await findOnPath("terraform", process.env);
      if (program === undefined) return "there is no `terraform` on PATH";
      const built = await buildTerraformProvider();
      if ("problem" in built) return built.problem;
      providerFolder = built.folder;
      return undefined;
    },
    facts: async () => [
      ["Terraform", program === undefined ? "absent" : await versionOf(program)],
      ["Mastercard/restapi", `${await pinnedProviderVersion()}, built from Go modules`],
    ],
    async open({ folder, env, limited }) {
      if (program === undefined || providerFolder === undefined) {
        throw new Error("Terraform was not prepared");
      }
      const settings = join(folder, "cli.tfrc");
      const file = (name: string) => join(folder, name);
      await writeFile(settings, settingsWith(providerFolder));
      await copyFile(join(REPOSITORY, "bench/terraform/main.tf"), file("main.tf"));
      const commandOf = command(program, folder, {
        ...withoutSettings(process.env),
        CHECKPOINT_DISABLE: "1",
        TF_CLI_CONFIG_FILE: settings,
        TF_VAR_api_url: env.STYTCH_API_URL,
        TF_VAR_project_id: env.STYTCH_PROJECT_ID,
        TF_VAR_secret: env.STYTCH_SECRET,
        ...(limited ? { TF_VAR_rate_limit: String(RATE_LIMIT) } : {}),
      });
      return {
        declare: (clients) => writeFile(file("clients.tf.json"), resourcesOf(clients)),
        command: (operation) => commandOf(COMMANDS[operation]),
        complete: commandOf(COMMANDS.create),
        state: (clients) => readState(file("terraform.tfstate"), clients),
      };
    },
  };
}

/** Terraform's JSON syntax, in which every string is a template. */
function resourcesOf(clients: readonly DeclaredClient[]): string {
  const resources = clients.map(({ name, fields }) => {
    const data = JSON.stringify(fields).replaceAll("${", "$${").replaceAll("%{", "%%{");
    return [name, { path: "/v1/connected_apps/clients", data }];
  });
  return JSON.stringify({ resource: { restapi_object: Object.fromEntries(resources) } });
}

function command(program: string, cwd: string, env: Command["env"]) {
  return (args: readonly string[]): Command => ({
    program,
    args: [...args, `-parallelism=${CONCURRENCY}`, "-input=false", "-no-color"],
    cwd,
    env,
  });
}

async function versionOf(program: string): Promise<string> {
  const options = { env: { ...process.env, CHECKPOINT_DISABLE: "1" }, timeoutMs: 60_000 };
  const { stdout } = await runProcess(program, ["version", "-json"], options);
  return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
}

/** The provider as it was built here, without a registry. */
function settingsWith(folder: string): string {
  return `provider_installation {
  dev_overrides {
    "Mastercard/restapi" = ${JSON.stringify(folder)}
  }
  direct {}
}
`;
}

/** The person's own settings must not change what is measured. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("TF_")));
}
