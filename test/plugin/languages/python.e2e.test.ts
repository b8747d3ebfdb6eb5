import { installPythonSdk, pythonEnvironment } from "./_python.ts";
import { describeLanguage } from "./_scenario.ts";

await describeLanguage("python", ["python3", "-m", "venv", "--help"], async (folder) => {
  const environment = await pythonEnvironment();
  return {
    environment: { PYTHONPATH: await installPythonSdk(folder, environment) },
    settings: `  options:\n    virtualenv: ${environment}\n`,
  };
});
