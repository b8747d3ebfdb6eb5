#!/usr/bin/env node
// npm links commands before it builds, so this stands in the repository.
require("../dist/cli.js");
