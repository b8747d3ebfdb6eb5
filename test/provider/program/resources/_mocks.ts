import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** Lets resources register without an engine; returns what they registered, in order. */
export async function mockEngine(outputs: Record<string, unknown> = {}): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks({
    newResource({ type, name, inputs }) {
      registered.push({ type, name, inputs });
      return { id: `id-of-${name}`, state: { ...inputs, ...outputs } };
    },
    call: () => ({}),
  });
  return registered;
}

export function resolved<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => {
    output.apply((value) => resolve(value as Value));
  });
}
