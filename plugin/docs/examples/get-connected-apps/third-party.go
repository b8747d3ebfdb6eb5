package main

import (
	"github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		partners := stytch.GetConnectedAppsOutput(ctx, stytch.GetConnectedAppsOutputArgs{
			ClientType: stytch.ClientTypeThirdParty,
		})
		ctx.Export("clientIds", partners.ClientIds())
		return nil
	})
}
