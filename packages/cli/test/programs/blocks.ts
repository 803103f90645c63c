/** Two types of blocks, one of them in the other, for `tutti block register`. */
import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";

export class Inner extends defineBlock({
  slug: "registered-inner",
  name: "Registered Inner",
  fields: z.object({ token: secret() }),
}) {}

export class Outer extends defineBlock({
  slug: "registered-outer",
  name: "Registered Outer",
  fields: z.object({ inner: block(Inner), count: z.int().default(3) }),
}) {}

export const nothing = 1;
