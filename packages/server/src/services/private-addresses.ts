import { PRIVATE_V4, PRIVATE_V6 } from "@tutti/core/private-networks";
import { BlockList, isIPv6 } from "node:net";

// Which addresses belong to nobody else's network. The numbers are compared, not the spelling.

// One list for each kind: in a list of both, a rule for IPv6 also takes the IPv4 addresses that can be written as IPv6.
const privateV4 = new BlockList();
for (const [net, prefix] of PRIVATE_V4) privateV4.addSubnet(net, prefix, "ipv4");
const privateV6 = new BlockList();
for (const [net, prefix] of PRIVATE_V6) privateV6.addSubnet(net, prefix, "ipv6");

/** Whether the address is this machine's, this network's, or none that the public internet routes. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, "");
  return isIPv6(bare) ? privateV6.check(bare, "ipv6") : privateV4.check(bare, "ipv4");
}
