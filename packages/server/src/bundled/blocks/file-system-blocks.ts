import { KEEPS_FILES, type BundledBlock } from "../bundled-block.ts";
import { integer, mapping, optional, secret, text } from "../field.ts";

export const fileSystemBlocks: readonly BundledBlock[] = [
  {
    slug: "remote-file-system",
    name: "Remote File System",
    title: "RemoteFileSystem",
    collection: "prefect",
    words: "Stores files, results among them, in any place that fsspec knows, such as S3, GCS or SFTP.",
    capabilities: KEEPS_FILES,
    fields: {
      basepath: text("URL that paths are below, as in s3://bucket/folder."),
      settings: optional(mapping("Options handed to fsspec for the URL's protocol.")),
    },
  },
  {
    slug: "smb",
    name: "SMB",
    title: "SMB",
    collection: "prefect",
    words: "Stores files on an SMB network share.",
    capabilities: KEEPS_FILES,
    fields: {
      share_path: text("The share, and the folder in it that paths are below."),
      smb_username: optional(secret("User who may open the share.")),
      smb_password: optional(secret("Password of that user.")),
      smb_host: text("Host that serves the share."),
      smb_port: optional(integer("Port of that host; 445 when not given.")),
    },
  },
];
