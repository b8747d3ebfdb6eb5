import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { run } from "./_process.ts";

/** A PostgreSQL server of a test's own, on a free port of the loopback address. */
export interface Postgres {
  /** Of its one database, without the password. */
  readonly url: string;
  /** Gives the password to whoever connects; the server lets no one in without. */
  readonly environment: { readonly PGPASSWORD: string };
  /** What engines have stored, by its key: states, backups, history, locks. */
  contents(): Promise<Record<string, string>>;
  /** Stops the server and deletes its files. */
  remove(): Promise<void>;
}

const DEBIAN = "/usr/lib/postgresql";
const USER = "pulumi";
const DATABASE = "states";

/** The folder with the server's programs, which Debian keeps off `PATH`; undefined if there is none. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
    : [];
  return [
    ...versions.map((version) => join(DEBIAN, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
  ].find((folder) =>
    ["initdb", "pg_ctl", "postgres", "psql"].every((name) => existsSync(join(folder, name))),
  );
}

/** @param programs the folder that {@link findPostgres} found */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-postgres-"));
  const data = join(folder, "data");
  const environment = { PGPASSWORD: crypto.randomUUID() };
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, environment.PGPASSWORD);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await good("chown", ["-R", "postgres:postgres", folder]);

  /** PostgreSQL does not run as root: the user of Debian's package does it then. */
  function execute(program: string, ...args: string[]): Promise<string> {
    const command = join(programs, program);
    return isRoot
      ? good("setpriv", [
          "--reuid=postgres",
          "--regid=postgres",
          "--clear-groups",
          command,
          ...args,
        ])
      : good(command, args);
  }
  async function good(command: string, args: string[]): Promise<string> {
    const { code, stdout, stderr } = await run(command, args, { cwd: "/", env: environment });
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${stdout}${stderr}`);
    return stdout;
  }

  const port = await freePort();
  const address = `postgres://${USER}@127.0.0.1:${port}`;
  const psql = (database: string, query: string) =>
    execute(
      "psql",
      "--no-psqlrc",
      "--tuples-only",
      "--no-align",
      "-c",
      query,
      `${address}/${database}`,
    );

  const users = [`--username=${USER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  await execute("initdb", `--pgdata=${data}`, ...users, "--encoding=UTF8", "--no-sync");
  const settings = `-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -p ${port}`;
  const log = join(folder, "log");
  await execute("pg_ctl", "start", "--wait", `--pgdata=${data}`, `--log=${log}`, "-o", settings);
  await psql("postgres", `CREATE DATABASE ${DATABASE}`);

  return {
    url: `${address}/${DATABASE}?sslmode=disable`,
    environment,
    async contents() {
      const rows = await psql(
        DATABASE,
        "SELECT json_object_agg(key, data->>'data') FROM pulumi_state",
      );
      const blobs = Object.entries(JSON.parse(rows) as Record<string, string>);
      return Object.fromEntries(blobs.map(([key, base64]) => [key, atob(base64)]));
    },
    async remove() {
      await execute("pg_ctl", "stop", `--pgdata=${data}`, "--mode=immediate");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
