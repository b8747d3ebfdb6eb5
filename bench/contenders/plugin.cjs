// The program of a user of the provider plugin. Its SDK is built by the benchmark.
const { ConnectedApp } = require(process.env.STYTCH_BENCH_SDK);
const clients = require("./clients.json");

for (const { name, fields } of clients) new ConnectedApp(name, fields);
