import { visible } from "../../provider/src/service/index.ts";

/** What the executable does by its arguments: serve, or print a text and end. */
export type Start = "serve" | { readonly text: string; readonly exitCode: 0 | 1 };

/** The engine's own arguments end with its address. */
const ADDRESS = /^[^\s/]+:\d{1,5}$/;

const PURPOSE = `The Pulumi engine starts this program by itself, for each provider of the package stytch, with its own
address as the last argument. To let it, name the folder of the executable in Pulumi.yaml, then run
pulumi up or pulumi import:

  plugins:
    providers:
      - name: stytch
        path: ./node_modules/pulumi-resource-stytch/bin

Options:
  --help     Print this text.
  --version  Print the version.
  --attach   Print a port and serve there until the input ends, for a debugger. An engine that has
             PULUMI_DEBUG_PROVIDERS=stytch:PORT in its environment uses this process.
`;

/** @param args those after the name of the executable. */
export function startOf(args: readonly string[], version: string): Start {
  const last = args.at(-1);
  if (args.includes("--help") || args.includes("-h")) {
    const title = `pulumi-resource-stytch ${version}, the provider plugin for Stytch Connected Apps`;
    return { text: `${title}\n\n${PURPOSE}`, exitCode: 0 };
  }
  if (args.includes("--version")) return { text: `${version}\n`, exitCode: 0 };
  if (last === "--attach" || (last !== undefined && ADDRESS.test(last))) return "serve";
  const problem =
    last === undefined
      ? "The address of a Pulumi engine is missing."
      : `The argument ${JSON.stringify(visible(last))} is neither an option nor the address of a Pulumi engine, such as 127.0.0.1:40000.`;
  return { text: `pulumi-resource-stytch: ${problem}\n\n${PURPOSE}`, exitCode: 1 };
}
