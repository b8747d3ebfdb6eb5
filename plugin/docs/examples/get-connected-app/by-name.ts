import * as stytch from "pulumi-stytch";

const cli = stytch.getConnectedAppOutput({ clientName: "Example CLI" });

export const { clientId } = cli;
