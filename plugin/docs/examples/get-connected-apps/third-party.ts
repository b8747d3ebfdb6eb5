import * as stytch from "pulumi-stytch";

const partners = stytch.getConnectedAppsOutput({ clientType: "third_party" });

export const { clientIds } = partners;
