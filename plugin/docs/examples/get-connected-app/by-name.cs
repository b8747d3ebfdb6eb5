using System.Collections.Generic;
using Pulumi;
using Stytch = Pulumi.Stytch;

return await Deployment.RunAsync(() =>
{
    var cli = Stytch.GetConnectedApp.Invoke(new() { ClientName = "Example CLI" });

    return new Dictionary<string, object?>
    {
        ["clientId"] = cli.Apply(found => found.ClientId),
    };
});
