using System.Collections.Generic;
using Pulumi;
using Stytch = Pulumi.Stytch;

return await Deployment.RunAsync(() =>
{
    var cli = new Stytch.ConnectedApp("cli", new()
    {
        ClientType = Stytch.ClientType.FirstPartyPublic,
        RedirectUrls = new[] { "http://127.0.0.1/callback" },
        FullAccessAllowed = true,
    });

    return new Dictionary<string, object?> { ["clientId"] = cli.ClientId };
});
