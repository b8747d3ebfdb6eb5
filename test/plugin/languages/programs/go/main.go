package main

import (
	"github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(program)
}

func program(ctx *pulumi.Context) error {
	settings := config.New(ctx, "")
	web, err := stytch.NewConnectedApp(ctx, "web", &stytch.ConnectedAppArgs{
		ClientType: stytch.ClientTypeFirstParty,
		RedirectUrls: pulumi.ToStringArray([]string{
			"https://app.example.com/callback", "https://app.example.com/second",
		}),
		AccessTokenTemplateContent: pulumi.Map{
			"plan": pulumi.String("{{ user.trusted_metadata.plan }}"),
		},
		SecretVersion:     pulumi.String(settings.Get("secretVersion")),
		NextSecretVersion: pulumi.String(settings.Get("nextSecretVersion")),
	})
	if err != nil {
		return err
	}
	partner, err := stytch.NewConnectedApp(ctx, "partner", &stytch.ConnectedAppArgs{
		ClientType:   stytch.ClientTypeThirdParty,
		ClientName:   pulumi.String("Partner"),
		RedirectUrls: pulumi.ToStringArray([]string{"https://partner.example/callback"}),
	})
	if err != nil {
		return err
	}
	found := stytch.LookupConnectedAppOutput(ctx, stytch.LookupConnectedAppOutputArgs{
		ClientId: partner.ClientId,
	})
	ctx.Export("clientId", web.ClientId)
	ctx.Export("clientSecret", web.ClientSecret)
	ctx.Export("nextClientSecret", web.NextClientSecret)
	ctx.Export("partnerName", found.ClientName())
	return nil
}
