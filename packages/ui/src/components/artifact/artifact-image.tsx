/** Shown when it comes from this server or stands in the data; an image elsewhere is a link, so that nothing is asked of third parties. */
export function ArtifactImage({ address }: { address: string }) {
  const isOwn = address.startsWith("data:image/") || new URL(address, location.href).origin === location.origin;
  if (isOwn) return <img className="artifact-image" src={address} alt="Made by the run" />;
  return (
    <p>
      The image is on another server:{" "}
      <a className="link-accent" href={address} target="_blank" rel="noopener noreferrer">
        {address}
      </a>
    </p>
  );
}
