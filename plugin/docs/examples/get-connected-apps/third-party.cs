using System.Collections.Generic;
using Pulumi;
using Stytch = Pulumi.Stytch;

return await Deployment.RunAsync(() =>
{
    var partners = Stytch.GetConnectedApps.Invoke(new()
    {
        ClientType = Stytch.ClientType.ThirdParty,
    });

    return new Dictionary<string, object?>
    {
        ["clientIds"] = partners.Apply(found => found.ClientIds),
    };
});
