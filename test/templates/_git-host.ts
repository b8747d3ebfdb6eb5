import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "vitest";
import { run } from "../e2e/_process.ts";

/** A host of Git repositories on this machine, by HTTPS, as Pulumi wants it. */
export interface GitHost {
  readonly url: string;
  /** The certificate to trust, for `SSL_CERT_FILE`. */
  readonly certificate: string;
  close(): Promise<void>;
}

/**
 * Serves the repositories of a folder by Git's own server for HTTP.
 *
 * @param folder of the repositories; gets the key and the certificate, too.
 */
export async function startGitHost(folder: string): Promise<GitHost> {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = await run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
    ...["-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
    ...["-keyout", key, "-out", cert],
  ]);
  expect(made.code, made.stderr).toBe(0);
  const [privateKey, certificate] = await Promise.all([readFile(key), readFile(cert)]);
  const server = createServer({ key: privateKey, cert: certificate }, (request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "https://localhost");
    const child = spawn("git", ["http-backend"], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers["content-type"],
        CONTENT_LENGTH: request.headers["content-length"],
        GIT_PROTOCOL: request.headers["git-protocol"]?.toString(),
        HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      },
      stdio: ["pipe", "pipe", "inherit"],
    });
    request.pipe(child.stdin);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("close", () => {
      const output = Buffer.concat(chunks);
      const end = output.indexOf("\r\n\r\n");
      for (const line of output.subarray(0, end).toString().split("\r\n")) {
        const [name = "", value = ""] = line.split(": ");
        if (name === "Status") response.statusCode = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.end(output.subarray(end + 4));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate: cert,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
