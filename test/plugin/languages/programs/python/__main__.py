import pulumi
import pulumi_stytch as stytch

config = pulumi.Config()

web = stytch.ConnectedApp(
    "web",
    client_type=stytch.ClientType.FIRST_PARTY,
    redirect_urls=["https://app.example.com/callback", "https://app.example.com/second"],
    access_token_template_content={"plan": "{{ user.trusted_metadata.plan }}"},
    secret_version=config.get("secretVersion"),
    next_secret_version=config.get("nextSecretVersion"),
)

partner = stytch.ConnectedApp(
    "partner",
    client_type="third_party",
    client_name="Partner",
    redirect_urls=["https://partner.example/callback"],
)

pulumi.export("clientId", web.client_id)
pulumi.export("clientSecret", web.client_secret)
pulumi.export("nextClientSecret", web.next_client_secret)
found = stytch.get_connected_app_output(client_id=partner.client_id)
pulumi.export("partnerName", found.client_name)
