export type { EngineOptions } from "./context.ts";
export type { Engine, EngineOrigin } from "./engine.ts";
export { EngineError, type FailedWay } from "./engine-error.ts";
export { ENGINE_VERSION } from "./engine-version.ts";
export { engineEnvironment } from "./environment.ts";
export { GoToolError, provideGoTool } from "./go/provide-tool.ts";
export { EARLIER_GENERATOR, GENERATOR, type GoTool, YAML_HOST } from "./go/tool.ts";
export { provideEngine } from "./provide-engine.ts";
export { pulumiCommand } from "./pulumi-command.ts";
