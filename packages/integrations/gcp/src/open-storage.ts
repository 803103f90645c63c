import type { Storage } from "@google-cloud/storage";
import type { GcpCredentials } from "./gcp-credentials.ts";
import { signIn } from "./sign-in.ts";

/** A client of Cloud Storage, or of the emulator that STORAGE_EMULATOR_HOST names, as Google's own tools have it. */
export async function openStorage(credentials: GcpCredentials): Promise<Storage> {
  const { IdempotencyStrategy, Storage: Client } = await import("@google-cloud/storage");
  const { STORAGE_EMULATOR_HOST: emulator } = process.env;
  const hasKey = credentials.serviceAccountFile !== undefined || credentials.serviceAccountInfo !== undefined;
  const auth = await signIn(credentials);
  const client = new Client({
    authClient: auth,
    // Whatever is written here is written whole, under a key that says what it is: twice is as good as once.
    // Results, and tasks with retries, are tried again beyond that.
    retryOptions: { idempotencyStrategy: IdempotencyStrategy.RetryAlways, maxRetries: 2 },
    // An emulator needs no credentials; those that are given are used, as Prefect does.
    useAuthWithCustomEndpoint: hasKey,
    ...(credentials.project === undefined ? {} : { projectId: credentials.project }),
  });
  // Where the variable is set, Google's client for Node leaves out the path that its other clients ask below.
  if (emulator !== undefined) client.baseUrl = `${client.apiEndpoint}/storage/v1`;
  return client;
}
