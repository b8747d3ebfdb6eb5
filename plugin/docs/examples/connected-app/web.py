import pulumi
import pulumi_stytch as stytch

web = stytch.ConnectedApp(
    "web",
    client_type=stytch.ClientType.FIRST_PARTY,
    redirect_urls=["https://app.example.com/callback"],
)

pulumi.export("clientId", web.client_id)
pulumi.export("clientSecret", web.client_secret)
