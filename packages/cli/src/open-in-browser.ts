import { spawn } from "node:child_process";
import type { Output } from "./output.ts";

/** Prints the address, and opens it in the browser of this desktop where there is one; BROWSER names another. */
export async function openInBrowser(url: string, output: Output): Promise<void> {
  output.line(url);
  const command = browserCommand(process.env, process.platform);
  if (command === null) {
    output.say(output.styleAside("dim", "There is no desktop here: open the address yourself."));
    return;
  }
  const [file = "", ...args] = command;
  const child = spawn(file, [...args, url], { detached: true, stdio: "ignore" });
  const hasOpened = await new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("spawn", () => resolve(true));
  });
  child.unref();
  if (!hasOpened) output.say(output.styleAside("dim", `${file} is not installed: open the address yourself.`));
}

/** The program that opens an address, or null where nobody could see it. */
export function browserCommand(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): readonly string[] | null {
  const chosen = environment["BROWSER"] ?? "";
  if (chosen !== "") return [chosen];
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  const hasDesktop = (environment["DISPLAY"] ?? "") !== "" || (environment["WAYLAND_DISPLAY"] ?? "") !== "";
  return hasDesktop ? ["xdg-open"] : null;
}
