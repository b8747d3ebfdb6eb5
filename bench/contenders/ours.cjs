// The program of a user of this package.
const { ConnectedApp } = require("pulumi-stytch-connected-apps");
const clients = require("./clients.json");

for (const { name, fields } of clients) new ConnectedApp(name, fields);
