import { z } from "zod";
import { BLOCK, blockClassOf, markOf, type AnyBlockClass } from "./block-mark.ts";
import { BLOCKS_MARK } from "./field-marks.ts";
import { noteBlockClass } from "./known-blocks.ts";

/**
 * A field that holds another block, of one of these classes: `credentials: block(AwsCredentials, MinioCredentials)`. One
 * that was saved is kept as a reference to its document; one that was not, as part of the block it stands in.
 */
export function block<C extends readonly [AnyBlockClass, ...AnyBlockClass[]]>(
  ...classes: C
): z.ZodType<InstanceType<C[number]>, InstanceType<C[number]>> {
  if (classes.length === 0 || classes.some((item) => blockClassOf(item) === null)) {
    throw new TypeError("block(…) takes the classes of the blocks that may stand in the field");
  }
  for (const item of classes) noteBlockClass(item);
  const slugs = classes.map((item) => item[BLOCK].slug);
  const wanted = `Invalid input: expected a block of the type ${slugs.join(" or ")}`;
  const fits = (value: unknown) => slugs.includes(markOf(value)?.definition.slug ?? "");
  return z.custom<InstanceType<C[number]>>(fits, wanted).meta({ [BLOCKS_MARK]: slugs });
}
