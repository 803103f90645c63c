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
  readonly #gates: GoogleGate[] = [];

  /** Starts a gate before the service at an address. */
  async before(service: string): Promise<GoogleGate> {
    const gate = await new GoogleGate(this.#keys.publicKey, service).start();
    this.#gates.push(gate);
    return gate;
  }

  async end(): Promise<void> {
    for (const gate of this.#gates) await gate.stop();
  }

  get gates(): readonly GoogleGate[] {
    return this.#gates;
  }

  /** The first, which gives the tokens. */
  get gate(): GoogleGate {
    const [first] = this.#gates;
    if (first === undefined) throw new Error("nothing stands before what stands in for Google Cloud yet");
    return first;
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
