import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Who had signed in. */
  readonly user: string | null;
  readonly isSecure: boolean;
  /** Headers and text, as they came. */
  readonly source: string;
}

/** A mail server on the loopback that keeps what it is sent. */
export class MailSink {
  readonly mails: ReceivedMail[] = [];
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      onAuth(auth, _session, answer) {
        if (auth.password === "right") answer(null, { user: auth.username ?? "" });
        else answer(new Error("wrong password"));
      },
      onData: (stream, session, answer) => {
        void this.#keep(stream, session).finally(() => answer());
      },
      ...options,
    });
    // A client that hangs up is no fault of the server's.
    this.#server.on("error", () => undefined);
  }

  async #keep(stream: Readable, session: SMTPServerSession): Promise<void> {
    const { mailFrom, rcptTo } = session.envelope;
    this.mails.push({
      from: mailFrom === false ? "" : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
      user: session.user ?? null,
      isSecure: session.secure,
      source: await text(stream),
    });
  }

  static async open(options: SMTPServerOptions = {}): Promise<MailSink> {
    const sink = new MailSink(options);
    sink.#server.listen(0, "127.0.0.1");
    await once(sink.#server.server, "listening");
    return sink;
  }

  get port(): number {
    const address = this.#server.server.address() as AddressInfo;
    return address.port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(resolve);
    });
  }
}
