import { z } from "zod";
import { defineBlock } from "./define-block.ts";
import { secret } from "./secret-value.ts";

/** One secret value: a text or any JSON. */
export class Secret extends defineBlock({
  slug: "secret",
  name: "Secret",
  fields: z.object({ value: secret(z.json()).describe("The secret: a text or any JSON.") }),
  description: "Keeps one secret value. It is stored encrypted and masked wherever it is shown.",
  isBundled: true,
}) {
  static {
    this.announce();
  }

  /** The secret itself. */
  get(): z.output<ReturnType<typeof z.json>> {
    return this.value.get();
  }
}
