// The program of a user of the provider plugin, with the class that its SDK would have.
const { CustomResource } = require("@pulumi/pulumi");
const clients = require("./clients.json");

class ConnectedApp extends CustomResource {
  constructor(name, args) {
    super("stytch:index:ConnectedApp", name, { clientSecret: undefined, ...args });
  }
}

for (const { name, fields } of clients) new ConnectedApp(name, fields);
