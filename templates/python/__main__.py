import pulumi
import pulumi_stytch as stytch

web = stytch.ConnectedApp(
    "web",
    client_type=stytch.ClientType.FIRST_PARTY,
    # policy-config.json lists the domains that redirects may go to.
    redirect_urls=["https://app.example.com/callback"],
    access_token_expiry_minutes=30,
)

pulumi.export("clientId", web.client_id)
pulumi.export("clientSecret", web.client_secret)
