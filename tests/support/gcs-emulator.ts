import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";
import { startProgram } from "./start-program.ts";

const PROGRAM = fileURLToPath(new URL("../../.cache/google/bin/gcp-storage-emulator", import.meta.url));

/** What stands in for Cloud Storage: a server that speaks its protocol. It asks for no credentials. */
export class GcsEmulator {
  readonly url: string;
  readonly stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url;
    this.stop = stop;
  }

  static async start(): Promise<GcsEmulator> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const args = ["start", "--host", "127.0.0.1", "--port", String(port), "--in-memory", "--quiet"];
    const probe = `${url}/storage/v1/b?project=tests`;
    return new GcsEmulator(url, await startProgram({ name: "gcp-storage-emulator", program: PROGRAM, args, probe }));
  }
}
