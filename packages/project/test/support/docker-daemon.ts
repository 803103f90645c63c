import { spawn } from "node:child_process";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { temporaryFolder } from "./temporary-folder.ts";

const run = promisify(execFile);

// Neither networks nor a storage driver that a container could not have: only images are made here.
const PLAIN = ["--iptables=false", "--bridge=none", "--storage-driver=vfs"];

/** A real Docker daemon with nothing in it, which goes away with all that it made. It takes root, as Docker does. */
export async function dockerDaemon() {
  const folder = await temporaryFolder();
  const host = `unix://${folder.join("docker.sock")}`;
  const places = [
    `--data-root=${folder.join("data")}`,
    `--exec-root=${folder.join("exec")}`,
    `--pidfile=${folder.join("pid")}`,
  ];
  const daemon = spawn("dockerd", [...PLAIN, ...places, `--host=${host}`], { stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  const lines = createInterface({ input: daemon.stderr });
  lines.on("line", (line) => said.push(line));
  const over = once(daemon, "exit").then(() => {
    throw new Error(`dockerd ended:\n${said.slice(-5).join("\n")}`);
  });
  over.catch(() => undefined);
  const isReady = () => said.some((line) => line.includes("API listen on"));
  while (!isReady()) await Promise.race([once(lines, "line"), over]);
  const environment = { PATH: process.env["PATH"] ?? "", HOME: folder.path, DOCKER_HOST: host };
  return {
    environment,
    async docker(...args: string[]): Promise<string> {
      return (await run("docker", args, { env: environment })).stdout.trim();
    },
    async [Symbol.asyncDispose]() {
      daemon.kill();
      await over.catch(() => undefined);
      await folder[Symbol.asyncDispose]();
    },
  };
}
