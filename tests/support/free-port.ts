import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that systems give to whoever asks for any port, or calls out. */
const LEAST = 10_000;
const MOST = 32_000;

/**
 * A port that was free a moment ago, for programs that cannot choose one themselves. Such a program listens seconds later;
 * by then the system would have given a port of its own choice to somebody else, now and then.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LEAST + Math.floor(Math.random() * (MOST - LEAST));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
