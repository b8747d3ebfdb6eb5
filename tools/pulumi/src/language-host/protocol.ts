/**
 * The generated protocol modules of Pulumi under names that ES modules can import: they are
 * CommonJS with exports that Node.js cannot see before they run, so only the default import works.
 */
import services from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

export const { LanguageRuntimeService, LanguageRuntimeClient } = services;
export const {
  AboutResponse,
  DependencyInfo,
  GeneratePackageRequest,
  GenerateProgramRequest,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  InstallDependenciesRequest,
  InstallDependenciesResponse,
  LanguageHandshakeResponse,
  ProgramInfo,
  RunPluginRequest,
  RunPluginResponse,
  RunRequest,
  RunResponse,
  RuntimeOptionsResponse,
} = language;
export const { PluginInfo } = plugin;
export const { Empty } = empty;
export const { Struct } = struct;

/**
 * Bytes of the largest message, both ways: what the engine itself uses. The 4 MB that gRPC
 * allows by default are too few for a large stack.
 */
export const MESSAGE_LIMITS = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
};
