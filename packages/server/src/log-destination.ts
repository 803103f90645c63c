import { destination, type DestinationStream } from "pino";

/**
 * Where the server's log goes: stderr, a line at a time. A log that cannot be written (a full disk, a reader that left)
 * ends no server: what could not be written comes with the next line that can.
 */
export function logDestination(): DestinationStream {
  const stream = destination({ fd: 2, sync: true });
  stream.on("error", () => undefined);
  return stream;
}
