package main

import (
	"github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		web, err := stytch.NewConnectedApp(ctx, "web", &stytch.ConnectedAppArgs{
			ClientType:   stytch.ClientTypeFirstParty,
			RedirectUrls: pulumi.StringArray{pulumi.String("https://app.example.com/callback")},
		})
		if err != nil {
			return err
		}
		ctx.Export("clientId", web.ClientId)
		ctx.Export("clientSecret", web.ClientSecret)
		return nil
	})
}
