/**
 * The other half of `python/vendor_blocks.py`: `node vendor-blocks.ts save|load FOLDER`. The last line printed is JSON.
 */
import { SqlAlchemyConnector } from "@tutti/database/sqlalchemy-connector";
import { EmailServerCredentials } from "@tutti/email/email-server-credentials";
import { SlackCredentials } from "@tutti/slack/slack-credentials";
import { SlackIncomingWebhook } from "@tutti/slack/slack-incoming-webhook";
import { loadBlock } from "tutti";

async function save(folder: string): Promise<null> {
  const parts = { driver: "sqlite+pysqlite", database: `${folder}/vendor.db`, password: "ts-secret" };
  await new SqlAlchemyConnector({ connectionInfo: parts, fetchSize: 3, connectArgs: { timeout: 2 } }).save("ts-parts");
  await new SqlAlchemyConnector({ connectionInfo: `sqlite:///${folder}/vendor.db` }).save("ts-url");
  const login = { username: "me", password: "ts-secret" };
  await new EmailServerCredentials({ ...login, smtpServer: "outlook", smtpType: "STARTTLS", verify: false }).save(
    "ts-mail",
  );
  await new EmailServerCredentials({}).save("ts-mail-plain");
  await new SlackCredentials({ token: "ts-secret" }).save("ts-bot");
  await new SlackIncomingWebhook({ url: "https://hooks.example.com/ts-secret" }).save("ts-hook");
  return null;
}

function mail({ username, password, smtpServer, smtpType, verify }: EmailServerCredentials): unknown[] {
  return [username ?? null, password.get(), smtpServer, smtpType, verify];
}

async function load(_folder: string): Promise<unknown> {
  const { connectionInfo, connectArgs, fetchSize } = await SqlAlchemyConnector.load("py-parts");
  const password = typeof connectionInfo === "string" ? undefined : connectionInfo.password?.get();
  await using database = await loadBlock<SqlAlchemyConnector>("sqlalchemy-connector/py-url");
  return {
    parts: [fetchSize, connectArgs, password],
    ...(await database.fetchOne("select :one as one", { one: 1 })),
    mail: mail(await EmailServerCredentials.load("py-mail")),
    plain: mail(await EmailServerCredentials.load("py-mail-plain")),
    bot: (await SlackCredentials.load("py-bot")).token.get(),
    hook: (await SlackIncomingWebhook.load("py-hook")).url.get(),
  };
}

const [part, folder = ""] = process.argv.slice(2);
process.stdout.write(`\n${JSON.stringify(await (part === "save" ? save(folder) : load(folder)))}\n`);
