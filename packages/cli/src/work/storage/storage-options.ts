import { text, texts } from "../../option.ts";

/** How the steps of a pool's storage are started: by `uv` unless a launcher is named. */
export const launcherOptions = {
  launcher: text("--launcher <program>", "what starts both steps, such as python"),
  launcherArg: texts("--launcher-arg <word>", "one word behind it; any number of times"),
  uploadLauncher: text("--upload-launcher <program>", "what starts the upload instead"),
  uploadLauncherArg: texts("--upload-launcher-arg <word>", "one word more for the upload; any number of times"),
  executionLauncher: text("--execution-launcher <program>", "what starts the execution instead"),
  executionLauncherArg: texts(
    "--execution-launcher-arg <word>",
    "one word more for the execution; any number of times",
  ),
};

export interface LauncherFlags {
  readonly launcher: string | null;
  readonly launcherArg: readonly string[];
  readonly uploadLauncher: string | null;
  readonly uploadLauncherArg: readonly string[];
  readonly executionLauncher: string | null;
  readonly executionLauncherArg: readonly string[];
}
