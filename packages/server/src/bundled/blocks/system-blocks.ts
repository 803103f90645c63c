import { KEEPS_FILES, type BundledBlock } from "../bundled-block.ts";
import { any, choice, flag, optional, secret, secrets, text } from "../field.ts";

export const systemBlocks: readonly BundledBlock[] = [
  {
    slug: "secret",
    name: "Secret",
    title: "Secret",
    collection: "prefect",
    words: "Keeps one secret value. It is stored encrypted and masked wherever it is shown.",
    isProtected: true,
    fields: {
      value: {
        ...any("The secret: a text or any JSON.", {
          anyOf: [{ type: "string", format: "password", writeOnly: true }, { type: "string" }, {}],
          format: "password",
          writeOnly: true,
        }),
        secret: "",
      },
    },
  },
  {
    slug: "webhook",
    name: "Webhook",
    title: "Webhook",
    collection: "prefect",
    words: "Calls a webhook. Its address and headers are kept secret.",
    isProtected: true,
    fields: {
      method: choice("HTTP method of the request.", ["GET", "POST", "PUT", "PATCH", "DELETE"], "POST"),
      url: secret("Where to send to. It is a secret: who knows it can send."),
      headers: optional(secrets("Headers of the request; their values are secrets.")),
      allow_private_urls: flag("Whether addresses in private networks may be called.", true),
      verify: flag("Check the certificate of the server that is called.", true),
    },
  },
  {
    slug: "local-file-system",
    name: "Local File System",
    title: "LocalFileSystem",
    collection: "prefect",
    words: "Stores files, results among them, in a folder of this machine.",
    capabilities: KEEPS_FILES,
    isProtected: true,
    fields: {
      basepath: optional(text("Folder that paths are below; without one, the user's own storage folder.")),
    },
  },
];
