// A dynamic resource as most people write their first one: the engine stores the code below with
// each resource, and everything that the API returns goes into the outputs.
const pulumi = require("@pulumi/pulumi");
const clients = require("./clients.json");

async function call(method, path, body) {
  const { STYTCH_API_URL, STYTCH_PROJECT_ID, STYTCH_SECRET } = process.env;
  const credentials = Buffer.from(`${STYTCH_PROJECT_ID}:${STYTCH_SECRET}`).toString("base64");
  const response = await fetch(`${STYTCH_API_URL}/v1/connected_apps/clients${path}`, {
    method,
    headers: { authorization: `Basic ${credentials}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()).connected_app;
}

function bodyOf({ __provider, ...fields }) {
  return fields;
}

const provider = {
  async create(inputs) {
    const app = await call("POST", "", bodyOf(inputs));
    return { id: app.client_id, outs: { ...inputs, ...app } };
  },
  async read(id, props) {
    return { id, props: { ...props, ...(await call("GET", `/${id}`)) } };
  },
  async update(id, olds, news) {
    const { client_type, ...fields } = bodyOf(news);
    return { outs: { ...olds, ...news, ...(await call("PUT", `/${id}`, fields)) } };
  },
  async delete(id) {
    await call("DELETE", `/${id}`);
  },
};

class Client extends pulumi.dynamic.Resource {
  constructor(name, fields, options) {
    super(provider, name, { client_id: undefined, client_secret: undefined, ...fields }, options);
  }
}

for (const { name, fields } of clients) new Client(name, fields);
