/** Where an image is: shown when it comes from this server or stands in the data, linked when it is elsewhere, else told. */
export type ImagePlace = "here" | "elsewhere" | "nowhere";

/** What a run gives as an image's address may be any text, `javascript:` among it. `page` is the address of this page. */
export function imagePlace(address: string, page: string): ImagePlace {
  if (address.startsWith("data:image/")) return "here";
  const url = URL.parse(address, page);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return "nowhere";
  return url.origin === new URL(page).origin ? "here" : "elsewhere";
}
