package main

import (
	"github.com/pulumi-stytch/pulumi-stytch/sdk/go/stytch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		partners, err := stytch.NewProvider(ctx, "partners", &stytch.ProviderArgs{
			ProjectId: pulumi.String(cfg.Require("partnersProjectId")),
			Secret:    cfg.RequireSecret("partnersSecret"),
		})
		if err != nil {
			return err
		}
		_, err = stytch.NewConnectedApp(ctx, "own", &stytch.ConnectedAppArgs{
			ClientType: stytch.ClientTypeFirstParty,
		})
		if err != nil {
			return err
		}
		_, err = stytch.NewConnectedApp(ctx, "partner", &stytch.ConnectedAppArgs{
			ClientType: stytch.ClientTypeThirdParty,
		}, pulumi.Provider(partners))
		return err
	})
}
