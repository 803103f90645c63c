import { defineCommand } from "../command.ts";

export const serverKeyAdd = defineCommand({
  description:
    "Makes a new key for the secrets of blocks and puts it before those of this home. Servers have it when they start the next time, and seal with it once they are told to: tutti server key rotate.",
  options: {},
  examples: [["tutti server key add", "then restart the server and rotate"]],
  async run({ output, home }) {
    const { addHomeKey } = await import("@tutti/server/vault/home-keys");
    const id = await addHomeKey(home);
    output.say(`Added the key ${id} to ${home}/encryption-keys. Keep a copy of that file where your backups are not.`);
    output.say("Restart the server, give the key to every other server of its database, then: tutti server key rotate");
  },
});
