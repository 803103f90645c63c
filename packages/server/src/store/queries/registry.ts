import { ping } from "./ping.ts";
import { readFlow } from "./read-flow.ts";

/** Every read by its name. */
export const queries = { ping, readFlow };

export type Queries = typeof queries;
export type QueryName = keyof Queries;
export type QueryParams<N extends QueryName> = Parameters<Queries[N]>[2];
export type QueryResult<N extends QueryName> = Awaited<ReturnType<Queries[N]>>;
