package main

import (
	"github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cli, err := stytch.NewConnectedApp(ctx, "cli", &stytch.ConnectedAppArgs{
			ClientType:        stytch.ClientTypeFirstPartyPublic,
			RedirectUrls:      pulumi.StringArray{pulumi.String("http://127.0.0.1/callback")},
			FullAccessAllowed: pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		ctx.Export("clientId", cli.ClientId)
		return nil
	})
}
