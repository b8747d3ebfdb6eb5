import { once } from "node:events";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";

/** A site of another origin, which serves one page until the test ends. @returns its port. */
export async function startForeignSite(page: string): Promise<number> {
  const site = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(page);
  });
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  onTestFinished(() => {
    site.close();
    site.closeAllConnections();
  });
  return Object(site.address()).port;
}
