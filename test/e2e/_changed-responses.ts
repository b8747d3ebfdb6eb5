import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Fields = Record<string, unknown>;

/**
 * A proxy before a Stytch API that changes the client in each response, as `change` says, while it
 * is on, and waits for it.
 */
export async function changedResponses(target: string, change: (client: Fields) => unknown) {
  let isOn = true;
  let secret = "";
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const original = await fetch(`${target}${request.url}`, {
      method: request.method ?? "GET",
      headers: { authorization: request.headers.authorization ?? "" },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const body = (await original.json()) as { connected_app?: Fields };
    secret = String(body.connected_app?.client_secret ?? secret);
    if (isOn && body.connected_app) await change(body.connected_app);
    response.writeHead(original.status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The secret of the last client that was created. */
    lastSecret: () => secret,
    turn: (to: "on" | "off") => {
      isOn = to === "on";
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
