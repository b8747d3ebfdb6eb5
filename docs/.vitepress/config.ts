import { defineConfig } from "vitepress";
import { siteLink } from "../../tools/site/links.ts";
import { BASE, SITE, SOURCE } from "../../tools/site/places.ts";
import { SIDEBAR } from "./sidebar.ts";

const DESCRIPTION =
  "Create, change, repair and delete the OAuth 2.0 / OIDC clients of a Stytch project with Pulumi, and let no dangerous one through.";

/** Pages that Pulumi's registry shows, in its own dialect. */
const OF_REGISTRY = ["_index.md", "installation-configuration.md"];

/** What a page is to the functions that render it. */
interface Environment {
  readonly relativePath?: string;
}

export default defineConfig({
  lang: "en",
  title: "Stytch Connected Apps as code",
  description: DESCRIPTION,
  base: BASE,
  outDir: "dist",
  // Else the bundler reads that of the repository, whose newest target it does not know.
  vite: { esbuild: { tsconfigRaw: "{}" } },
  srcExclude: OF_REGISTRY,
  cleanUrls: true,
  sitemap: { hostname: SITE },
  head: [["link", { rel: "icon", type: "image/svg+xml", href: `${BASE}logo.svg` }]],
  markdown: {
    // Both at least 4.5 : 1 against the background of code.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(md) {
      // Placeholders such as {{ user.email }} are text, not expressions of the generator.
      const codeInline = md.renderer.rules.code_inline;
      md.renderer.rules.code_inline = (tokens, index, ...rest) => {
        tokens[index]?.attrSet("v-pre", "");
        return codeInline?.(tokens, index, ...rest) ?? "";
      };
      md.core.ruler.push("links-out-of-the-site", ({ tokens, env }) => {
        const { relativePath = "" } = env as Environment;
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.type === "link_open" ? token.attrGet("href") : null;
          if (href !== null) token.attrSet("href", siteLink(relativePath, href));
        }
      });
    },
  },
  themeConfig: {
    logo: { src: "/logo.svg", alt: "" },
    siteTitle: "Stytch Connected Apps",
    search: {
      provider: "local",
      options: {
        miniSearch: {
          searchOptions: {
            // What someone wrote for readers comes before what was made from data.
            boostDocument: (id: string) =>
              /\/(rules|checks|reference|packages)\//.test(id) ? 0.4 : 1,
          },
        },
      },
    },
    outline: { level: [2, 3] },
    nav: [
      { text: "Start", link: "/getting-started" },
      { text: "Policies", link: "/policies/", activeMatch: "/policies/" },
      { text: "Smoke test", link: "/smoke-test/", activeMatch: "/smoke-test/" },
      { text: "Emulator", link: "/emulator/", activeMatch: "/emulator/" },
      { text: "Trouble", link: "/troubleshooting" },
      { text: "API", link: "/api/index.html", target: "_self" },
    ],
    sidebar: SIDEBAR,
    socialLinks: [{ icon: "github", link: SOURCE, ariaLabel: "The repository" }],
    footer: { message: "Apache-2.0" },
  },
});
