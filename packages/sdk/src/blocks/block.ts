import { inspect, type InspectOptions } from "node:util";
import { BLOCK, type BlockDefinition, type BlockMark } from "./block-mark.ts";

export interface SaveOptions {
  /** Writes over a block of the name; without it that is an error. */
  readonly overwrite?: boolean;
}

/** A block: configuration with a type, kept on the server under a name. `defineBlock` makes its classes. */
export abstract class Block {
  declare readonly [BLOCK]: BlockMark;

  constructor(definition: BlockDefinition) {
    const mark: BlockMark = { definition, stored: null };
    Object.defineProperty(this, BLOCK, { value: mark, enumerable: false });
  }

  /** The id of the document that the block was loaded from or saved to; null before that. */
  get documentId(): string | null {
    return this[BLOCK].stored?.id ?? null;
  }

  /** The name of that document. */
  get documentName(): string | null {
    return this[BLOCK].stored?.name ?? null;
  }

  [inspect.custom](_depth: number, options: InspectOptions): string {
    return `${this.constructor.name} ${inspect(Object.fromEntries(Object.entries(this)), { ...options, showHidden: false })}`;
  }

  /**
   * Keeps the block on the server as `slug/name`: lower-case letters, digits and dashes. Registers its type first.
   * Rejects with `name_taken` when there is one of the name and `overwrite` is not given, and with `invalid_block`, saying
   * what is wrong and with nothing saved.
   */
  async save(name: string, options: SaveOptions = {}): Promise<void> {
    const { saveBlock } = await import("./save-block.ts");
    await saveBlock(this, name, options);
  }
}
