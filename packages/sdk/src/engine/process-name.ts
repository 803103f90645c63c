import { hostname } from "node:os";

/** Who owns the runs of this process. */
export const PROCESS_NAME = `${hostname()}:${process.pid}`;
