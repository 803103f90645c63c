import { expect, test } from "vitest";
import { imagePlace } from "../../../src/components/artifact/image-place.ts";

test.each([
  ["data:image/png;base64,AAAA", "here"],
  ["/api/plot.png", "here"],
  ["http://127.0.0.1:4200/plot.png", "here"],
  ["https://elsewhere.example/plot.png", "elsewhere"],
  ["javascript:alert(1)", "nowhere"],
  ["data:text/html,<script>1</script>", "nowhere"],
  ["file:///etc/passwd", "nowhere"],
  ["http://[", "nowhere"],
])("an image at %s is %s", (address, place) => {
  expect(imagePlace(address, "http://127.0.0.1:4200/dashboard/artifacts")).toBe(place);
});
