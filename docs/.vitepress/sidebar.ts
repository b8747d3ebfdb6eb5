import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DefaultTheme } from "vitepress";

type Item = DefaultTheme.SidebarItem;

const DOCS = join(import.meta.dirname, "..");

/** The pages of a folder whose names say what they are about, without the one that lists them. */
function pagesOf(folder: string, prefix = ""): Item[] {
  return readdirSync(join(DOCS, folder))
    .filter((name) => name.endsWith(".md") && name !== "index.md")
    .map((name) => name.replace(/\.md$/, ""))
    .map((name) => ({ text: name.replace(prefix, ""), link: `/${folder}/${name}` }));
}

const to = (text: string, link: string): Item => ({ text, link });

/** One tree for all pages, so that a reader sees where each of them stands. */
export const SIDEBAR: Item[] = [
  {
    text: "Start",
    items: [
      to("Getting started", "/getting-started"),
      to("With a real project", "/guides/real-project"),
      to("Configuration", "/configuration"),
      to("Examples", "/examples"),
    ],
  },
  {
    text: "Resources",
    items: [
      to("ConnectedApp", "/resources/connected-app"),
      to("OrganizationConnectedApps", "/resources/organization-connected-apps"),
      to("Look-ups", "/functions"),
      {
        text: "Every language",
        link: "/reference/",
        collapsed: true,
        items: pagesOf("reference"),
      },
    ],
  },
  {
    text: "Guides",
    items: [
      to("Adopt existing clients", "/guides/adopt"),
      to("Rotate a secret", "/guides/rotate"),
      to("Protect clients", "/guides/protect-live"),
      to("Review pull requests", "/guides/review-pull-requests"),
      to("In CI", "/guides/ci"),
      to("State shared by a team", "/guides/team-state"),
      to("Several projects", "/guides/several-projects"),
      to("Thousands of clients", "/guides/thousands-of-clients"),
      to("Moving from Terraform", "/guides/moving-from-terraform"),
      to("Move to the plugin", "/guides/move-to-the-plugin"),
      to("Test your program", "/guides/testing-your-program"),
    ],
  },
  {
    text: "Policies",
    items: [
      to("Start with your domains", "/policies/"),
      to("Configuration", "/policies/configuration"),
      {
        text: "Rules",
        link: "/policies/rules/",
        collapsed: true,
        items: pagesOf("policies/rules", "connected-app-"),
      },
    ],
  },
  {
    text: "Smoke test",
    items: [
      to("Does a client work?", "/smoke-test/"),
      to("Runbook", "/smoke-test/runbook"),
      {
        text: "Checks",
        link: "/smoke-test/checks/",
        collapsed: true,
        items: pagesOf("smoke-test/checks"),
      },
    ],
  },
  {
    text: "Review",
    items: [to("What a change means", "/review"), to("Severities", "/packages/severities")],
  },
  {
    text: "Emulator",
    items: [
      to("A local Stytch API", "/emulator/"),
      to("Parity", "/emulator/parity"),
      to("Habits", "/emulator/habits"),
    ],
  },
  {
    text: "Background",
    items: [
      to("How it works", "/how-it-works"),
      to("Lost creates", "/lost-creates"),
      to("Secrets and state", "/secrets-and-state"),
      to("Speed", "/performance"),
      to("Limits", "/limits"),
      to("Troubleshooting", "/troubleshooting"),
    ],
  },
  {
    text: "Packages",
    // One without would be a button within a button.
    link: "/packages/provider",
    collapsed: true,
    items: [
      to("Dynamic provider", "/packages/provider"),
      to("Provider plugin", "/packages/plugin"),
      to("Policy pack", "/packages/policy"),
      to("Review", "/packages/review"),
      to("Smoke test", "/packages/smoke"),
      to("Emulator", "/packages/emulator"),
      to("CI", "/packages/ci"),
    ],
  },
];
