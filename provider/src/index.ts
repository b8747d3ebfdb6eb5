export type { ClientType } from "./lifecycle/connected-app/model.ts";
export {
  ConnectedApp,
  type ConnectedAppArgs,
  type TemplateContent,
} from "./resources/connected-app.ts";
