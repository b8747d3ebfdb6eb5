import "./supported-node.ts";

export { type SmokeTestHookOptions, smokeTestHook } from "./pulumi/hook.ts";
export { SmokeTest, type SmokeTestArgs, type SmokeTestedApp } from "./pulumi/resource.ts";
