export type { ClientType } from "./lifecycle/connected-app/model.ts";
export {
  ConnectedApp,
  type ConnectedAppArgs,
  type TemplateContent,
  type TemplateValue,
} from "./resources/connected-app.ts";
