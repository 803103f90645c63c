// What a field says of itself in the metadata of its zod schema, where it survives `.optional()`, `.describe()` and the
// like, and comes out again in the JSON schema made of it.

/** A secret; its value is the JSON schema of what is kept secret. */
export const SECRET_MARK = "tuttiSecret";

/** Another block; its value lists the slugs of the types that may stand there. */
export const BLOCKS_MARK = "tuttiBlocks";
