using System.Collections.Generic;
using Pulumi;
using Stytch = Pulumi.Stytch;

return await Deployment.RunAsync(() =>
{
    var partner = new Stytch.ConnectedApp("partner", new()
    {
        ClientType = Stytch.ClientType.ThirdParty,
        RedirectUrls = new[] { "https://partner.example/oauth/callback" },
        AccessTokenExpiryMinutes = 15,
        AccessTokenCustomAudience = "https://api.example.com",
        AccessTokenTemplateContent = "{\"org\": {{ organization.organization_id }}}",
    });

    return new Dictionary<string, object?> { ["clientId"] = partner.ClientId };
});
