@node "%~dp0\pulumi-resource-stytch" %*
