import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { TuttiError } from "@tutti/core/errors";
import type { AnyAuthClient, GoogleAuth, JWT } from "google-auth-library";
import { z } from "zod";
import type { GcpCredentials } from "./gcp-credentials.ts";

// How credentials become what Google's clients are made with.

const SCOPES = ["https://www.googleapis.com/auth/cloud-platform"];
const GOOGLE_TOKENS = "https://oauth2.googleapis.com/token";

/** What a key file holds, as far as it is of use here. */
const serviceAccountKey = z.object({
  type: z.literal("service_account"),
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().exactOptional(),
  project_id: z.string().exactOptional(),
  token_uri: z.string().exactOptional(),
  quota_project_id: z.string().exactOptional(),
  universe_domain: z.string().exactOptional(),
});

type ServiceAccountKey = z.output<typeof serviceAccountKey>;

/** What gives tokens for these credentials; none is asked for yet. Rejects with `invalid_block` for a key that is none. */
export async function signIn(credentials: GcpCredentials): Promise<GoogleAuth<AnyAuthClient>> {
  const { GoogleAuth: Auth } = await import("google-auth-library");
  const key = await keyOf(credentials);
  const projectId = credentials.project ?? key?.project_id;
  return new Auth<AnyAuthClient>({
    scopes: SCOPES,
    ...(projectId === undefined ? {} : { projectId }),
    ...(key === null ? {} : { authClient: await serviceAccount(key) }),
  });
}

async function serviceAccount(key: ServiceAccountKey): Promise<JWT> {
  const { JWT: Client } = await import("google-auth-library");
  const client = new Client({ scopes: SCOPES });
  client.fromJSON(key);
  askWhereTheKeySays(client, key);
  return client;
}

async function keyOf({ serviceAccountInfo, serviceAccountFile }: GcpCredentials): Promise<ServiceAccountKey | null> {
  if (serviceAccountInfo !== undefined) return checkedKey(serviceAccountInfo.get(), "serviceAccountInfo");
  if (serviceAccountFile === undefined) return null;
  return checkedKey(await contentOf(serviceAccountFile), serviceAccountFile);
}

async function contentOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file.replace(/^~(?=\/|$)/, homedir()), "utf8"));
  } catch (error) {
    // What is in the file is a secret: a parser's error would quote it.
    const why = error instanceof SyntaxError ? "it is no JSON" : String(Reflect.get(Object(error), "code"));
    throw new TuttiError("invalid_block", `gcp-credentials: the key file ${file} cannot be used: ${why}`);
  }
}

function checkedKey(content: unknown, where: string): ServiceAccountKey {
  const key = serviceAccountKey.safeParse(content);
  if (key.success) return key.data;
  throw new TuttiError(
    "invalid_block",
    `gcp-credentials: ${where} is no service account's key (it wants type service_account, client_email and private_key); ` +
      "for other ways of signing in give neither key, and set GOOGLE_APPLICATION_CREDENTIALS",
  );
}

/** A key names where tokens are to be had. Google's library for Node asks Google all the same; that for Python does not. */
function askWhereTheKeySays({ transporter }: JWT, { token_uri: address = GOOGLE_TOKENS }: ServiceAccountKey): void {
  if (address === GOOGLE_TOKENS) return;
  transporter.interceptors.request.add({
    resolved: async (request) => {
      if (String(request.url) === GOOGLE_TOKENS) request.url = new URL(address);
      return request;
    },
  });
}
