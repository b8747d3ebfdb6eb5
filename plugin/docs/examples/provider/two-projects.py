import pulumi
import pulumi_stytch as stytch

config = pulumi.Config()
partners = stytch.Provider(
    "partners",
    project_id=config.require("partnersProjectId"),
    secret=config.require_secret("partnersSecret"),
)

stytch.ConnectedApp("own", client_type=stytch.ClientType.FIRST_PARTY)
stytch.ConnectedApp(
    "partner",
    client_type=stytch.ClientType.THIRD_PARTY,
    opts=pulumi.ResourceOptions(provider=partners),
)
