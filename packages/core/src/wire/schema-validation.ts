import { z } from "zod";
import type { ProblemNode } from "../json-schema/problem-tree.ts";
import { opaqueObject } from "./primitives.ts";

/** `POST /ui/schemas/validate`: are the values of a form as its schema wants them? */
export const schemaValidationBody = z.object({ schema: opaqueObject, values: opaqueObject });

const problemNode: z.ZodType<ProblemNode> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({ property: z.string(), errors: z.array(problemNode) }),
    z.object({ index: z.int(), errors: z.array(problemNode) }),
  ]),
);
export const schemaValidation = z.object({ valid: z.boolean(), errors: z.array(problemNode) });
