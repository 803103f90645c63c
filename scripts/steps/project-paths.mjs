import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. Every path of the scripts begins here, so that they work from any folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Joins parts below the repository's root. */
export const inRoot = (...parts) => join(root, ...parts);
