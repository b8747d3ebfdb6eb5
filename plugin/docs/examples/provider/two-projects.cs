using Pulumi;
using Stytch = Pulumi.Stytch;

return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var partners = new Stytch.Provider("partners", new()
    {
        ProjectId = config.Require("partnersProjectId"),
        Secret = config.RequireSecret("partnersSecret"),
    });

    var own = new Stytch.ConnectedApp("own", new() { ClientType = Stytch.ClientType.FirstParty });
    var partner = new Stytch.ConnectedApp("partner", new()
    {
        ClientType = Stytch.ClientType.ThirdParty,
    }, new() { Provider = partners });
});
