import { PolicyPack } from "@pulumi/policy";
import { policies } from "./src/pack.ts";

// Alone in its file: the constructor starts serving at once.
new PolicyPack("stytch-connected-apps", { policies });
