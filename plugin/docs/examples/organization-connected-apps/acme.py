import pulumi_stytch as stytch

partner = stytch.ConnectedApp(
    "partner",
    client_type=stytch.ClientType.THIRD_PARTY,
    redirect_urls=["https://partner.example/oauth/callback"],
)

stytch.OrganizationConnectedApps(
    "acme",
    organization_id="organization-live-00000000-0000-4000-8000-000000000000",
    third_party_connected_apps_allowed_type=stytch.ConnectedAppsAllowedType.RESTRICTED,
    allowed_third_party_connected_apps=[partner.client_id],
)
