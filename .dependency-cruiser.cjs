/** What the resources mean, whoever asks: no engine, no HTTP. */
const CORE = "lifecycle|connected-app|organization-connected-apps";

/** Resource hooks run in the program, by the rules of the lifecycle. */
const HOOKS = "^provider/src/program/resources/(live-guard|rotation-notice)\\.ts$";

/**
 * Who may import whom. Types and values alike, unless a rule says otherwise.
 *
 * @type {import("dependency-cruiser").IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Imports go one way.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "stytch-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^provider/src/stytch/" },
      to: {
        path: "^(provider/src/(?!stytch/|text/|stytch-error\\.ts$)|policy|review|emulator|smoke|examples|tools|test|bench)",
      },
    },
    {
      name: "the-base-of-errors-imports-nothing-of-ours",
      comment: "For every room, and for programs, which must not wait for more.",
      severity: "error",
      from: { path: "^provider/src/stytch-error\\.ts$" },
      to: { path: "^(provider|policy|review|emulator|smoke|examples|tools|test|bench)/" },
    },
    {
      name: "http-knows-no-client",
      comment: "Requests, whatever they ask for: with settings, errors and hints, but no endpoint.",
      severity: "error",
      from: { path: "^provider/src/stytch/http/" },
      to: { path: "^provider/src/stytch/(?!http/|(clock|errors|hints|settings)\\.ts$)" },
    },
    {
      name: "the-client-alone-sees-http",
      comment: "What lists and batches goes by the interface of the client.",
      severity: "error",
      from: { path: "^provider/src/stytch/(?!http/|(client|reader|checked-call)\\.ts$)" },
      to: { path: "^provider/src/stytch/http/" },
    },
    {
      name: "text-imports-nothing-of-ours",
      comment: "Pure functions on texts, for every room.",
      severity: "error",
      from: { path: "^provider/src/text/" },
      to: {
        path: "^(provider/src/(?!text/)|policy|review|emulator|smoke|examples|tools|test|bench)",
      },
    },
    {
      name: "core-knows-the-stytch-interface-only",
      comment: "The interface, its types, fields, errors and pages; no HTTP, no shell.",
      severity: "error",
      from: { path: `^provider/src/(${CORE})/` },
      to: {
        path: `^provider/src/(?!(${CORE})/|text/|stytch-error\\.ts$|stytch/(api|connected-app-fields|errors|pages)\\.ts$)`,
      },
    },
    {
      name: "lifecycle-knows-no-resource",
      comment: "What all kinds of resources share.",
      severity: "error",
      from: { path: "^provider/src/lifecycle/" },
      to: { path: "^provider/src/(connected-app|organization-connected-apps)/" },
    },
    {
      name: "core-and-stytch-know-no-engine",
      severity: "error",
      from: {
        path: `^provider/src/(${CORE}|stytch|connection|engine|export|orphans|text|cli)[./]`,
      },
      to: { path: "@pulumi/" },
    },
    {
      name: "core-knows-no-http",
      severity: "error",
      from: { path: `^provider/src/(${CORE})/` },
      to: { path: "(^|/)(undici|https?|net|tls)(/|$)" },
    },
    {
      name: "resources-import-only-types-of-the-core",
      severity: "error",
      from: { path: "^provider/src/program/(resources/|[^/]+$)", pathNot: HOOKS },
      to: {
        path: "^provider/src/(?!program/|text/|stytch-error\\.ts$|connection/keys\\.ts$|stytch/connected-app-fields\\.ts$)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "resources-see-no-function",
      severity: "error",
      from: { path: "^provider/src/program/(resources/|[^/]+$)" },
      to: { path: "^provider/src/program/functions/" },
    },
    {
      name: "hooks-load-what-they-need-late",
      comment: "When the engine runs them, which few runs do.",
      severity: "error",
      from: { path: HOOKS },
      to: { path: "^provider/src/(?!program/)", dynamic: false },
    },
    {
      name: "live-guard-sees-destruction-and-configuration",
      severity: "error",
      from: { path: "^provider/src/program/resources/live-guard\\.ts$" },
      to: {
        path: "^provider/src/(?!program/|connected-app/destruction\\.ts$|connection/configuration\\.ts$)",
      },
    },
    {
      name: "rotation-notice-sees-the-plan",
      severity: "error",
      from: { path: "^provider/src/program/resources/rotation-notice\\.ts$" },
      to: {
        path: "^provider/src/(?!program/|connected-app/rotation/diff\\.ts$)",
      },
    },
    {
      name: "resources-see-the-core-only",
      severity: "error",
      from: { path: "^provider/src/program/resources/", pathNot: HOOKS },
      to: {
        path: `^provider/src/(?!program/|(${CORE})/|text/|stytch-error\\.ts$|connection/keys\\.ts$|stytch/connected-app-fields\\.ts$)`,
      },
    },
    {
      name: "connection-sees-stytch-only",
      comment: "Settings to a client of the API, for whoever found the settings.",
      severity: "error",
      from: { path: "^provider/src/connection/" },
      to: { path: "^provider/src/(?!connection/|text/|stytch/|stytch-error\\.ts$)" },
    },
    {
      name: "functions-see-no-resource-and-no-http",
      comment: "Look-ups run in the program; the connection loads HTTP for them.",
      severity: "error",
      from: { path: "^provider/src/program/functions/" },
      to: {
        path: `^provider/src/(?!program/(functions/|[^/]+$)|(${CORE})/|connection/|text/|stytch-error\\.ts$|stytch/api\\.ts$)`,
      },
    },
    {
      name: "functions-load-the-connection-late",
      comment: "A program without look-ups must not wait for HTTP and schemas to load.",
      severity: "error",
      from: { path: "^provider/src/program/functions/" },
      to: { path: "^provider/src/connection/", dynamic: false },
    },
    {
      name: "engine-does-not-see-the-program",
      severity: "error",
      from: { path: "^provider/src/engine/" },
      to: { path: "^provider/src/(program/|index\\.ts$)" },
    },
    {
      name: "export-and-orphans-are-pure",
      comment: "Clients and states in, text out: what they say depends on nothing else.",
      severity: "error",
      from: { path: "^provider/src/(export|orphans)/" },
      to: {
        path: `^(provider/src/(?!export/|orphans/|(${CORE})/|text/|stytch/(api|connected-app-fields)\\.ts$)|node:|fs|path)`,
      },
    },
    {
      name: "smoke-knows-no-engine",
      comment: "But for the resource, in the program.",
      severity: "error",
      from: { path: "^smoke/src/(?!pulumi/)" },
      to: { path: "@pulumi/" },
    },
    {
      name: "smoke-resource-is-served-elsewhere",
      comment: "A program with a smoke test must not wait for HTTP and schemas to load.",
      severity: "error",
      from: { path: "^smoke/src/pulumi/" },
      to: {
        path: "^smoke/src/(?!pulumi/|connected-app-fields\\.ts$)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "the-schema-is-written-from-tables",
      comment: "And from doc comments, which it reads as text; the plugin serves what was written.",
      severity: "error",
      from: { path: "^plugin/schema/" },
      to: {
        path: "^(plugin/src|policy|review|emulator|smoke|examples|tools|test|bench|provider/src/(?!stytch/(api|connected-app-fields)\\.ts$|connection/keys\\.ts$))",
      },
    },
    {
      name: "the-plugin-does-not-write-its-schema",
      severity: "error",
      from: { path: "^plugin/src/" },
      to: { path: "^plugin/schema/" },
    },
    {
      name: "packages-do-not-import-each-other",
      comment: "One misreading of the API must not sit on both sides of a test.",
      severity: "error",
      from: { path: "^(provider|policy|emulator|smoke)/" },
      to: {
        path: "^(provider|policy|review|emulator|smoke|examples|tools|test|bench)/",
        pathNot: "^$1/",
      },
    },
    {
      name: "the-review-uses-published-packages",
      comment: "What changes mean, it asks the provider and the policy package as anyone could.",
      severity: "error",
      from: { path: "^review/" },
      to: {
        path: "^(provider|plugin|policy)/src/|^(plugin|emulator|smoke|examples|tools|test|bench)/",
      },
    },
    {
      name: "commands-alone-see-hosts",
      comment: "What a review says depends on no host, and who writes at one knows no report.",
      severity: "error",
      from: { path: "^review/src/(?!cli/|cli\\.ts$|host/)" },
      to: { path: "^review/src/host/" },
    },
    {
      name: "hosts-know-no-report",
      severity: "error",
      from: { path: "^review/src/host/" },
      to: { path: "^review/src/(?!host/)" },
    },
    {
      name: "no-package-needs-the-review",
      severity: "error",
      from: { path: "^(provider|plugin|policy|emulator|smoke)/" },
      to: { path: "^review/" },
    },
    {
      name: "the-probe-is-a-stranger",
      comment:
        "It asks servers, the emulator among them, and knows nothing but the questions and how to read a file.",
      severity: "error",
      from: { path: "^emulator/src/probe/" },
      to: { path: "^emulator/src/(?!probe/|files\\.ts$|habits/table\\.ts$)" },
    },
    {
      name: "examples-use-the-published-package",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(provider/src|policy/src|emulator/src|smoke/src|tools|test|bench)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|/dist/" },
    exclude: { path: "/dist/|\\.d\\.ts$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
