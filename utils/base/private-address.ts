/** Networks that are not the public internet, as first bytes of IPv4 with the length of the prefix in bits. */
const privateNetworks: readonly (readonly [number, number])[] = [
  [0x00000000, 8], // this host (RFC 1122)
  [0x0a000000, 8], // RFC 1918, as two below
  [0x64400000, 10], // shared by a provider's customers (RFC 6598)
  [0x7f000000, 8], // loopback
  [0xa9fe0000, 16], // link-local (RFC 3927), where clouds have their metadata
  [0xac100000, 12],
  [0xc0a80000, 16],
];

function isPrivateV4(host: string): boolean {
  const value = host.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return privateNetworks.some(([start, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(value / size) === Math.floor(start / size);
  });
}

/** Loopback, unspecified, unique-local (RFC 4193), link-local; IPv4 inside of it by its own rules. */
function isPrivateV6(host: string): boolean {
  const mapped = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
  if (mapped) {
    const [, high = '', low = ''] = mapped.map((part) => part.padStart(4, '0'));
    const bytes = `${high}${low}`.match(/../g) ?? [];
    return isPrivateV4(bytes.map((byte) => Number.parseInt(byte, 16)).join('.'));
  }
  return /^(::1?$|f[cd]|fe[89ab])/.test(host);
}

/** Names that only a network's own servers resolve (RFC 6761, 6762, 8375; ICANN's `.internal`). */
const privateNames = /(^|\.)(localhost|local|internal|lan|home|home\.arpa|intranet|corp)$/;

/**
 * True for an address on this device or in a network of the user's: a loopback or private IP address in any
 * spelling that a browser takes, or a name that the public internet does not have.
 */
export function isPrivateAddress(url: URL): boolean {
  const host = url.hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateV4(host);
  return !host.includes('.') || privateNames.test(host);
}
