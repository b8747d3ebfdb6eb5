import pulumi
import pulumi_stytch as stytch

partner = stytch.ConnectedApp(
    "partner",
    client_type=stytch.ClientType.THIRD_PARTY,
    redirect_urls=["https://partner.example/oauth/callback"],
    access_token_expiry_minutes=15,
    access_token_custom_audience="https://api.example.com",
    access_token_template_content={"org": "{{ organization.organization_id }}"},
)

pulumi.export("clientId", partner.client_id)
