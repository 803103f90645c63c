import { z } from "zod";

/** File below the home folder in which the local server says where it is. A hint: the process may be gone. */
export const LOCAL_SERVER_FILE = "server.json";

/** On every answer of a Tutti server: its version, and which process answers. */
export const VERSION_HEADER = "x-tutti-version";
export const INSTANCE_HEADER = "x-tutti-instance";

export const localServer = z.object({
  pid: z.int(),
  /** The API's base, ending in `/api`. */
  api_url: z.string(),
  /** What the instance header of that process says. */
  instance_id: z.string(),
  version: z.string(),
});
export type LocalServer = z.infer<typeof localServer>;
