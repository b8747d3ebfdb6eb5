import "./src/supported-node.ts";
import { PolicyPack } from "@pulumi/policy";
import { createPolicies } from "./src/pack.ts";

// Alone in its file: the constructor starts serving at once.
new PolicyPack("stytch-connected-apps", { policies: createPolicies() });
