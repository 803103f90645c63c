import { opaqueObject } from "./primitives.ts";

/** What a run's parameters may take as JSON. */
export const RUN_PARAMETERS_BYTES_MAX = 524_288;

/** The parameters of a flow: opaque, and bounded. */
export const runParameters = opaqueObject.check((context) => {
  const size = new TextEncoder().encode(JSON.stringify(context.value)).length;
  if (size <= RUN_PARAMETERS_BYTES_MAX) return;
  const message = `Flow run parameters must be less than ${thousands(RUN_PARAMETERS_BYTES_MAX)} bytes when serialized (got ${thousands(size)} bytes).`;
  context.issues.push({ code: "custom", message, input: context.value });
});

function thousands(count: number): string {
  return count.toLocaleString("en-US");
}
