import * as pulumi from "@pulumi/pulumi";
import { ConnectedApp } from "pulumi-stytch-connected-apps";

/** The provider text that our resource stores, from the resource itself. */
export async function providerText(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => {
      resolve(String(inputs.__provider));
      return { id: "id", state: inputs };
    },
    call: () => ({}),
  });
  new ConnectedApp("any", { clientType: "first_party" });
  return promise;
}
