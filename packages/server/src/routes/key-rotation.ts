import { keyRotation } from "@tutti/core/wire/key-rotation";
import { defineRoute } from "../http/route.ts";

/** So many documents are sealed anew in one transaction: others write in between. */
const DOCUMENTS_AT_ONCE = 50;

export const keyRotationRoutes = [
  defineRoute({
    method: "POST",
    path: "/tutti/encryption-key/rotate",
    summary: "Seal with the first of this server's keys from now on, and seal anew what others sealed",
    tags: ["Tutti"],
    reply: { 200: keyRotation },
    errors: ["encryption_key_missing"],
    // Whatever happens in between, each document opens with a key that it names; asking again goes on.
    async handle(_request, { store }) {
      const keyId = await store.command("sealWithFirstKey", null);
      let resealed = 0;
      for (;;) {
        const count = await store.command("resealDocuments", { limit: DOCUMENTS_AT_ONCE });
        if (count === 0) break;
        resealed += count;
      }
      const left = await store.read("countDocumentsOfOtherKeys", { keyId });
      return { status: 200, body: { key_id: keyId, resealed, left } };
    },
  }),
];
