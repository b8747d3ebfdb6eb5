using System.Collections.Generic;
using Pulumi;
using Stytch = Pulumi.Stytch;

return await Deployment.RunAsync(() =>
{
    var web = new Stytch.ConnectedApp("web", new()
    {
        ClientType = Stytch.ClientType.FirstParty,
        RedirectUrls = new[] { "https://app.example.com/callback" },
    });

    return new Dictionary<string, object?>
    {
        ["clientId"] = web.ClientId,
        ["clientSecret"] = web.ClientSecret,
    };
});
