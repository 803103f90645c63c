import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";
import { startProgram } from "./start-program.ts";

const PROGRAM = fileURLToPath(new URL("../../.cache/moto/bin/moto_server", import.meta.url));

/** What stands in for AWS: moto's server, which speaks the protocols of S3, Secrets Manager and STS. */
export class MotoServer {
  readonly url: string;
  readonly stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url;
    this.stop = stop;
  }

  static async start(): Promise<MotoServer> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const args = ["-H", "127.0.0.1", "-p", String(port)];
    return new MotoServer(url, await startProgram({ name: "moto", program: PROGRAM, args, probe: `${url}/moto-api/` }));
  }
}
