import type { ExampleResource } from "./example.ts";

/** The resources of an example as a program in TypeScript declares them. */
export function programOf(resources: readonly ExampleResource[]): string {
  return resources.map(declarationOf).join("\n");
}

function declarationOf(resource: ExampleResource): string {
  const { name = "partner", kind = "ConnectedApp", properties, state, protect } = resource;
  const { className = kind } = resource;
  const options = protect === undefined ? "" : `, { protect: ${protect} }`;
  const declared = `new ${className}("${name}", ${literal(properties)}${options});`;
  if (state === undefined) return declared;
  const known = Object.entries(state).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return [declared, ...known.map((line) => `// in the state: ${line}`)].join("\n");
}

function literal(properties: ExampleResource["properties"]): string {
  const lines = Object.entries(properties).map(([key, value]) => `  ${key}: ${sourceOf(value)},\n`);
  return `{\n${lines.join("")}}`;
}

function sourceOf(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  const items = value.map((item) => JSON.stringify(item));
  const line = `[${items.join(", ")}]`;
  return line.length <= 80 ? line : `[\n    ${items.join(",\n    ")},\n  ]`;
}
