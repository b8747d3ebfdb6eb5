import { PROJECT_ID } from "../export/_program.ts";

const TYPE = "pulumi-nodejs:dynamic/stytch:ConnectedApp";
const PLUGIN_TYPE = "stytch:index:ConnectedApp";
const urnOf = (name: string) => `urn:pulumi:dev::shop::${TYPE}::${name}`;

/** How the engine writes a secret that it has encrypted. */
export const ENCRYPTED = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:AAAA:BBBB",
};

/** A client in the state of a stack. */
export function resource(name: string, id: string, outputs: object = { projectId: PROJECT_ID }) {
  return { urn: urnOf(name), custom: true, id, type: TYPE, inputs: {}, outputs };
}

/** A create in the state of a stack whose run was killed. */
export function pending(name: string, inputs: object, type = "creating") {
  const __provider = 'exports.handler=()=>require("x").connectedApp';
  const operation = { urn: urnOf(name), custom: true, type: TYPE };
  return { resource: { ...operation, inputs: { ...inputs, __provider } }, type };
}

/** The same state as the plugin has it: under its type, without the text of a provider. */
export function byPlugin(text: string): string {
  const withoutText = (key: string, value: unknown) => (key === "__provider" ? undefined : value);
  const plain = JSON.stringify(JSON.parse(text), withoutText);
  return plain.replaceAll(TYPE, PLUGIN_TYPE);
}

/** What `pulumi stack export` prints. */
export function stateText(resources: object[], pending_operations?: object[]): string {
  const manifest = { time: "2026-11-21T12:00:00Z", magic: "", version: "" };
  return JSON.stringify({
    version: 3,
    deployment: { manifest, resources, ...(pending_operations ? { pending_operations } : {}) },
  });
}
