import "./cli/supported-node.ts";
