import { imagePlace } from "./image-place.ts";

/** Shown when it comes from this server or stands in the data; an image elsewhere is a link, so that nothing is asked of third parties. */
export function ArtifactImage({ address }: { address: string }) {
  const place = imagePlace(address, location.href);
  if (place === "here") return <img className="artifact-image" src={address} alt="Made by the run" />;
  if (place === "nowhere") return <p>This is no address of an image: {address}</p>;
  return (
    <p>
      The image is on another server:{" "}
      <a className="link-accent" href={address} target="_blank" rel="noopener noreferrer">
        {address}
      </a>
    </p>
  );
}
