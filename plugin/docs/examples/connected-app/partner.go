package main

import (
	"github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		partner, err := stytch.NewConnectedApp(ctx, "partner", &stytch.ConnectedAppArgs{
			ClientType:                 stytch.ClientTypeThirdParty,
			RedirectUrls:               pulumi.StringArray{pulumi.String("https://partner.example/oauth/callback")},
			AccessTokenExpiryMinutes:   pulumi.Int(15),
			AccessTokenCustomAudience:  pulumi.String("https://api.example.com"),
			AccessTokenTemplateContent: pulumi.String(`{"org": {{ organization.organization_id }}}`),
		})
		if err != nil {
			return err
		}
		ctx.Export("clientId", partner.ClientId)
		return nil
	})
}
