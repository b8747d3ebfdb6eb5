import { ConnectedApp } from "pulumi-stytch-connected-apps";

// The MCP server's own address. The server refuses tokens that were not made for it.
const MCP_SERVER = "https://mcp.example.com/mcp";

// Programs that connect to the server: they belong to others and cannot keep a secret.
const assistant = new ConnectedApp("mcp-assistant", {
  clientType: "third_party_public",
  clientName: "Chat Assistant",
  clientDescription: "An MCP client in the browser, where no secret is safe",
  redirectUrls: ["https://assistant.example/oauth/callback"],
  accessTokenExpiryMinutes: 10,
  accessTokenCustomAudience: MCP_SERVER,
});

const editor = new ConnectedApp("mcp-editor", {
  clientType: "third_party_public",
  clientName: "Code Editor",
  clientDescription: "An MCP client on the user's machine, where no secret is safe",
  redirectUrls: ["http://127.0.0.1/callback", "http://[::1]/callback"],
  accessTokenExpiryMinutes: 10,
  accessTokenCustomAudience: MCP_SERVER,
});

// Its tokens live longer than the profile allows; policy-config.json exempts it temporarily.
const agent = new ConnectedApp("mcp-agent", {
  clientType: "third_party_public",
  clientName: "Night Agent",
  clientDescription: "An MCP client on devices of customers, where no secret is safe",
  redirectUrls: ["https://agent.example/oauth/callback"],
  accessTokenExpiryMinutes: 15,
  accessTokenCustomAudience: MCP_SERVER,
});

// The server itself, when it calls the API behind it: with its own token for that API, never
// with the one that an MCP client sent.
const server = new ConnectedApp("server", {
  clientType: "first_party",
  clientName: "Example MCP server",
  redirectUrls: ["https://mcp.example.com/oauth/callback"],
  accessTokenExpiryMinutes: 30,
  accessTokenCustomAudience: "https://api.example.com",
});

export const mcpClientIds = [assistant.clientId, editor.clientId, agent.clientId];
export const serverClientId = server.clientId;
export const serverClientSecret = server.clientSecret;
