import pulumi
import pulumi_stytch as stytch

partners = stytch.get_connected_apps_output(client_type=stytch.ClientType.THIRD_PARTY)

pulumi.export("clientIds", partners.client_ids)
