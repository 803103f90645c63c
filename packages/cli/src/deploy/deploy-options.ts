import type { deployOptions } from "../commands/deploy.ts";
import type { OptionValues } from "../option.ts";

/** What was typed behind `tutti deploy`. */
export type DeployOptions = OptionValues<typeof deployOptions>;
