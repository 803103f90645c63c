import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { outputOption } from "../option.ts";

export const serverKeyRotate = defineCommand({
  description:
    "Has the server seal the secrets of blocks with the first of its keys, and seal anew what older keys sealed. It can be asked again at any time, and goes on where it was stopped.",
  options: { output: outputOption },
  examples: [["tutti server key rotate", "after tutti server key add and a restart"]],
  async run({ output, connect }, { options }) {
    const { rotateEncryptionKey } = await import("@tutti/client/key-rotation");
    const rotation = await rotateEncryptionKey(await connect());
    if (options.output === "json") output.json(rotation);
    else {
      output.say(`The key ${rotation.key_id} seals now. Documents sealed anew: ${rotation.resealed}.`);
      output.say(
        rotation.left === 0
          ? "Nothing needs the older keys any more: they can be taken out of encryption-keys, or of TUTTI_ENCRYPTION_KEY."
          : `Documents that other keys still seal: ${rotation.left}. Keep these keys, and rotate again where they are.`,
      );
    }
    return rotation.left === 0 ? EXIT.ok : EXIT.failed;
  },
});
