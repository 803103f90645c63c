import { spawn } from "node:child_process";
import type { Output } from "./output.ts";

/** Prints the address, and opens it in the browser of this desktop where there is one; BROWSER names another. */
export async function openInBrowser(url: string, output: Output): Promise<void> {
  output.line(url);
  const problem = await startBrowser(url);
  if (problem !== null) output.say(output.styleAside("dim", `${problem}: open the address yourself.`));
}

/** Opens the address in the browser of this desktop; what keeps it from that, or null. */
export async function startBrowser(url: string): Promise<string | null> {
  const command = browserCommand(process.env, process.platform);
  if (command === null) return "There is no desktop here";
  const [file = "", ...args] = command;
  const child = spawn(file, [...args, url], { detached: true, stdio: "ignore" });
  const hasOpened = await new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("spawn", () => resolve(true));
  });
  child.unref();
  return hasOpened ? null : `${file} is not installed`;
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
