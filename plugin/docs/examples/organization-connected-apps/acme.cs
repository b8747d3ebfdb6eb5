using Pulumi;
using Stytch = Pulumi.Stytch;

return await Deployment.RunAsync(() =>
{
    var partner = new Stytch.ConnectedApp("partner", new()
    {
        ClientType = Stytch.ClientType.ThirdParty,
        RedirectUrls = new[] { "https://partner.example/oauth/callback" },
    });

    var acme = new Stytch.OrganizationConnectedApps("acme", new()
    {
        OrganizationId = "organization-live-00000000-0000-4000-8000-000000000000",
        ThirdPartyConnectedAppsAllowedType = Stytch.ConnectedAppsAllowedType.Restricted,
        AllowedThirdPartyConnectedApps = new[] { partner.ClientId },
    });
});
