package main

import (
	"github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		partner, err := stytch.NewConnectedApp(ctx, "partner", &stytch.ConnectedAppArgs{
			ClientType:   stytch.ClientTypeThirdParty,
			RedirectUrls: pulumi.StringArray{pulumi.String("https://partner.example/oauth/callback")},
		})
		if err != nil {
			return err
		}
		_, err = stytch.NewOrganizationConnectedApps(ctx, "acme", &stytch.OrganizationConnectedAppsArgs{
			OrganizationId:                     pulumi.String("organization-live-00000000-0000-4000-8000-000000000000"),
			ThirdPartyConnectedAppsAllowedType: stytch.ConnectedAppsAllowedTypeRestricted,
			AllowedThirdPartyConnectedApps:     pulumi.StringArray{partner.ClientId},
		})
		return err
	})
}
