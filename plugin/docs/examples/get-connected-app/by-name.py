import pulumi
import pulumi_stytch as stytch

cli = stytch.get_connected_app_output(client_name="Example CLI")

pulumi.export("clientId", cli.client_id)
