import "./src/supported-node.ts";
import { PolicyPack } from "@pulumi/policy";
import { createPolicies } from "./src/pack.ts";

// In a file of its own: the constructor starts serving at once.
new PolicyPack("stytch-connected-apps", { policies: createPolicies() });
