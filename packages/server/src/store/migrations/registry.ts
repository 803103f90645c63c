import { initial } from "./0001-initial.ts";
import type { Migration } from "./migration.ts";

/** Every migration in order: the place in the list is the number less one. */
export const migrations: readonly Migration[] = [initial];
