import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const HOME = fileURLToPath(new URL("../../.cache/azurite/", import.meta.url));
const PROGRAM = join(HOME, "node_modules", "azurite", "dist", "src", "blob", "main.js");
const ARGS = ["--inMemoryPersistence", "--blobPort", "0", "--skipApiVersionCheck", "--disableTelemetry", "--silent"];

/** The account that Azurite has, whose key Microsoft published. */
const ACCOUNT = "devstoreaccount1";
const KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** What stands in for Azure Blob Storage: Azurite, which speaks its protocol and checks who signs in. */
export class AzuriteServer {
  /** Of the account. */
  readonly url: string;
  readonly key = KEY;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = `${url}/${ACCOUNT}`;
    this.#child = child;
  }

  static async start(): Promise<AzuriteServer> {
    if (!existsSync(PROGRAM)) throw new Error("Azurite is not installed; `npm test` does it");
    const child = spawn(process.execPath, [PROGRAM, ...ARGS], { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface(child.stdout)) {
      const [, url] = /successfully listens on (\S+)/.exec(line) ?? [];
      if (url !== undefined) return new AzuriteServer(url, child);
    }
    throw new Error(`Azurite ended with ${child.exitCode}`);
  }

  /** Of the account at this address, which may be one that stands before it. */
  connectionString(url = this.url, key = KEY): string {
    return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${key};BlobEndpoint=${url};`;
  }

  /** Signed with the account's key, as Azure wants it, without its SDK, which not every test has. */
  async makeContainer(name: string): Promise<void> {
    const said = [`x-ms-date:${new Date().toUTCString()}`, "x-ms-version:2021-12-02"];
    const signed = ["PUT", ...Array(11).fill(""), ...said, `/${ACCOUNT}/${ACCOUNT}/${name}`, "restype:container"];
    const signature = createHmac("sha256", Buffer.from(KEY, "base64")).update(signed.join("\n")).digest("base64");
    const headers = Object.fromEntries(
      said.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
    );
    const { status } = await fetch(`${this.url}/${name}?restype=container`, {
      method: "PUT",
      headers: { ...headers, authorization: `SharedKey ${ACCOUNT}:${signature}` },
    });
    if (status !== 201) throw new Error(`the container ${name} was answered ${status}`);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }
}
