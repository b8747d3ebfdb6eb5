/** The oldest SDK of Pulumi that the generated packages work with. */
const PULUMI = "3.204.0";

/** The names and dependencies of the generated packages, defined only here. */
export const LANGUAGES = {
  nodejs: {
    packageName: "pulumi-stytch",
    packageDescription: "Stytch Connected Apps for Pulumi programs in TypeScript and JavaScript.",
    dependencies: { "@pulumi/pulumi": `^${PULUMI}` },
    respectSchemaVersion: true,
  },
  python: {
    packageName: "pulumi_stytch",
    requires: { pulumi: `>=${PULUMI},<4.0.0` },
    pyproject: { enabled: true },
    respectSchemaVersion: true,
  },
  go: {
    importBasePath: "github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch",
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
  csharp: {
    rootNamespace: "Pulumi",
    namespaces: { stytch: "Stytch" },
    packageReferences: { Pulumi: "3.*" },
    respectSchemaVersion: true,
  },
  java: {
    basePackage: "com.pulumi",
    buildFiles: "gradle",
    dependencies: {
      "com.pulumi:pulumi": "1.0.0",
      "com.google.code.gson:gson": "2.8.9",
      "com.google.code.findbugs:jsr305": "3.0.2",
    },
  },
};
