import { serve } from "../../src/serve/serve.ts";
import { greet, refuse, skip, stuck } from "../support/delayed-tasks.ts";

// Serves tasks until it is told to stop.

process.stdout.write(`pid ${process.pid}\n`);
await serve(greet, refuse, skip, stuck, { limit: 3 });
process.stdout.write("served\n");
