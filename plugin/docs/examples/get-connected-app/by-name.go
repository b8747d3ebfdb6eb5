package main

import (
	"github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cli := stytch.LookupConnectedAppOutput(ctx, stytch.LookupConnectedAppOutputArgs{
			ClientName: pulumi.String("Example CLI"),
		})
		ctx.Export("clientId", cli.ClientId())
		return nil
	})
}
