import * as pulumi from "@pulumi/pulumi";

/** A program that registers something under a name, with a dangerous client in it. */
export type Guise = (name: string) => void;

export type Inputs = Record<string, unknown>;

/** The text of a provider with this code, as a state keeps it. */
export const serving = (code: string) => `exports.handler=()=>({create:async(i)=>${code}})`;

/** A provider that does nothing. */
export const FOREIGN = serving('({id:"1",outs:i})');

export const DYNAMIC = "pulumi-nodejs:dynamic:Resource";

export class Custom extends pulumi.CustomResource {}

/** Registers a resource as a program does that knows how the SDK stores providers. */
export const custom =
  (inputs: Inputs, provider: unknown = FOREIGN, type = DYNAMIC, opts?: () => object): Guise =>
  (name) => {
    new Custom(type, name, { ...inputs, __provider: provider }, opts?.());
  };
