@"%~dp0..\node_modules\pulumi-resource-stytch\bin\pulumi-resource-stytch.cmd" %*
