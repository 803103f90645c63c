import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { WebClient } from "@slack/web-api";
import { TuttiError } from "@tutti/core/errors";
import { z } from "zod";
import { asking } from "./slack-failure.ts";

export interface SlackFile {
  /** Where it is on this machine; or its content. */
  readonly path?: string;
  readonly content?: string | Uint8Array;
  /** The name of the path unless given. */
  readonly filename?: string;
  readonly title?: string;
  readonly initialComment?: string;
  readonly threadTs?: string;
}

export interface UploadedFile {
  readonly id: string;
  readonly title: string;
}

/** What the client answers, which its types do not tell. */
const sharedFiles = z.object({
  files: z.array(z.object({ files: z.array(z.object({ id: z.string(), title: z.string().optional() })) })),
});

/** Asks for an address, sends the content there, and shares it: what Slack's client does for an upload. */
export async function uploadFile(client: WebClient, channelId: string, file: SlackFile): Promise<UploadedFile> {
  const content = await contentOf(file);
  const filename = file.filename ?? basename(file.path ?? "file");
  const title = file.title ?? filename;
  const { initialComment, threadTs } = file;
  const upload = {
    channel_id: channelId,
    file: content,
    filename,
    title,
    ...(initialComment === undefined ? {} : { initial_comment: initialComment }),
  };
  const answer = await asking(`the upload of ${filename}`, () =>
    client.files.uploadV2(threadTs === undefined ? upload : { ...upload, thread_ts: threadTs }),
  );
  const [shared] = sharedFiles.parse(answer).files.flatMap(({ files }) => files);
  return { id: shared?.id ?? "", title: shared?.title ?? title };
}

async function contentOf({ path, content }: SlackFile): Promise<Buffer> {
  if (content !== undefined) return Buffer.from(content as Uint8Array);
  if (path === undefined) throw new TypeError("an upload to Slack needs the path of a file, or its content");
  try {
    return await readFile(path);
  } catch (error) {
    throw new TuttiError("missing_file", path, { cause: error });
  }
}
