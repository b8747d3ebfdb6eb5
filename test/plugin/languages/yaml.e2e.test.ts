import { describeLanguage } from "./_scenario.ts";
import { yamlEnvironment } from "./_yaml.ts";

await describeLanguage("yaml", [], async () => ({ environment: await yamlEnvironment() }));
