import { canonicalUrls } from "../url/canonical-rule.ts";
import { POST_LOGOUT, REDIRECT } from "../url/url-rule.ts";

export const redirectCanonical = canonicalUrls("connected-app-redirect-canonical", REDIRECT);

export const postLogoutCanonical = canonicalUrls(
  "connected-app-post-logout-canonical",
  POST_LOGOUT,
);
