import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

const packages = fileURLToPath(new URL("../../.cache/prefect/alone", import.meta.url));

/** What a side sees of the blocks that the other one saved. */
function blocksOf(side: "py" | "ts") {
  const secret = `${side}-secret`;
  return {
    aws: [`${side}-id`, secret, "eu-west-1"],
    s3: ["trips", "2021", "http://s3.example:9000", false],
    minio: [`${side}-id`, secret],
    container: ["trips", "2021", secret],
    loose: ["https://a.example/", "c", "t", secret],
    aci: ["c", secret, { authority: "login.example" }],
    cosmos: secret,
    ml: ["t", secret, "w"],
    // Python ends a folder of Google with a slash.
    gcs: ["trips", "2021/", "zoo", secret],
  };
}

describe.each(meetingPlaces)("blocks of the clouds on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);

  test("load in the language that did not save them, with their fields, secrets and nested blocks", async () => {
    await both.python("cloud_blocks.py", "save", packages);
    await both.typescript("cloud-blocks.ts", "save");
    expect(await both.typescript("cloud-blocks.ts", "load")).toEqual(blocksOf("py"));
    expect(await both.python("cloud_blocks.py", "load", packages)).toEqual(blocksOf("ts"));
  });
});
