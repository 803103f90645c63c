import { generateKeyPairSync } from "node:crypto";
import { GcpCredentials } from "../../src/gcp-credentials.ts";
import { GoogleGate } from "./google-gate.ts";

function keyPair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}

/** A service account's private key that nobody knows. */
export function unknownKey(): string {
  return keyPair().privateKey;
}

/** A service account, and the gate that knows it before a service. */
export class ServiceAccountForTests {
  readonly #keys = keyPair();
  #gate: GoogleGate | null = null;

  /** Starts a gate before the service at an address. */
  async before(service: string): Promise<GoogleGate> {
    this.#gate = await new GoogleGate(this.#keys.publicKey, service).start();
    return this.#gate;
  }

  async end(): Promise<void> {
    await this.#gate?.stop();
  }

  get gate(): GoogleGate {
    if (this.#gate === null) throw new Error("nothing stands before what stands in for Google Cloud yet");
    return this.#gate;
  }

  /** The content of the key file that Google would give out. */
  get key(): Record<string, string> {
    return {
      type: "service_account",
      project_id: "trips-project",
      private_key_id: "gcp-canary",
      private_key: this.#keys.privateKey,
      client_email: "flows@trips-project.iam.gserviceaccount.com",
      client_id: "1",
      token_uri: `${this.gate.url}/token`,
    };
  }

  get credentials(): GcpCredentials {
    return new GcpCredentials({ serviceAccountInfo: this.key });
  }
}
