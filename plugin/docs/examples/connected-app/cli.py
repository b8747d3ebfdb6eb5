import pulumi
import pulumi_stytch as stytch

cli = stytch.ConnectedApp(
    "cli",
    client_type=stytch.ClientType.FIRST_PARTY_PUBLIC,
    redirect_urls=["http://127.0.0.1/callback"],
    full_access_allowed=True,
)

pulumi.export("clientId", cli.client_id)
