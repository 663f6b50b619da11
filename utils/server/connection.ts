import { AppError, type ErrorCode } from '../base/errors';

/** True for OpenAI's own hosts, the regional ones (`eu.api.openai.com`) included. */
export const isOfficial = (baseUrl: string): boolean =>
  /(^|\.)api\.openai\.com$/.test(new URL(baseUrl).hostname);

/**
 * A base URL as it is stored and used: trimmed, without slashes at its end.
 * @throws AppError base-url-invalid: no or another scheme than http(s), user name, query, fragment, or
 * plain http to OpenAI, which would send the key unprotected
 */
export function normaliseBaseUrl(text: string): string {
  const trimmed = text.trim();
  const url = parseUrl(trimmed);
  if (!url || !/^https?:\/\//i.test(trimmed) || /[?#\s]/.test(trimmed) || !isPlain(url))
    throw new AppError('base-url-invalid');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

const isPlain = (url: URL): boolean =>
  url.username === '' &&
  url.password === '' &&
  (url.protocol === 'https:' || !isOfficial(url.href));

/**
 * A key as it is stored and sent: trimmed. Empty is fine for servers other than OpenAI's.
 * @throws AppError key-missing, key-malformed (anything but visible ASCII inside, line breaks above all)
 */
export function checkKey(text: string, baseUrl: string): string {
  const key = text.trim();
  if (key === '' && isOfficial(baseUrl)) throw new AppError('key-missing');
  if (!/^[\x21-\x7e]*$/.test(key)) throw new AppError('key-malformed');
  return key;
}

/**
 * The connection as it is used: both parts tidied.
 * @throws AppError base-url-invalid, key-missing, key-malformed, key-locked
 */
export function checkConnection(connection: Connection): Connection {
  const baseUrl = normaliseBaseUrl(connection.baseUrl);
  if (isLocked(connection)) throw new AppError('key-locked');
  return { ...connection, baseUrl, apiKey: checkKey(connection.apiKey, baseUrl) };
}

/** True where both lead to the same server, whatever the path: one's key may be sent to the other. */
export const isSameOrigin = (a: string, b: string): boolean =>
  URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;

/** True where key and pictures would go over the internet unencrypted. */
export const isUnprotected = (baseUrl: string): boolean => {
  const url = parseUrl(baseUrl.trim());
  return url?.protocol === 'http:' && !isPrivateAddress(url);
};

/**
 * True for an address that a server may not have asked of us: on this device or in the user's own network, where
 * a request may do something. What runs where the server itself does, it could ask by itself.
 */
export function isForeignPrivate(url: string, baseUrl: string): boolean {
  if (!URL.canParse(url) || !isPrivateAddress(new URL(url))) return false;
  return !URL.canParse(baseUrl) || new URL(url).hostname !== new URL(baseUrl).hostname;
}

/** True where the key is encrypted and its passphrase was not given in this session. */
export const isLocked = ({ apiKey, sealedKey }: Connection): boolean =>
  apiKey === '' && sealedKey !== undefined;

const platform = 'https://platform.openai.com';

/** Where OpenAI hands out keys. */
export const keysPage = `${platform}/api-keys`;

/** The page where a failure of OpenAI's own API can be mended or is explained. */
export const helpLinks: Readonly<Partial<Record<ErrorCode, string>>> = {
  'key-missing': keysPage,
  'key-malformed': keysPage,
  'key-wrong': keysPage,
  'organization-unverified': `${platform}/settings/organization/general`,
  'access-denied': `${platform}/settings/organization/projects`,
  'model-not-found': `${platform}/docs/models`,
  'moderation-blocked': 'https://openai.com/policies/usage-policies',
  'quota-exhausted': `${platform}/settings/organization/billing/overview`,
  'spend-limit-reached': `${platform}/settings/organization/limits`,
  'rate-limited': `${platform}/settings/organization/limits`,
  'parameter-unknown': `${platform}/docs/api-reference/images`,
  'server-failed': 'https://status.openai.com',
};

/** Which server answers, with whose key, and what it is particular about. One of them is in use at a time. */
export interface Connection {
  /** Empty while the user has not given one; local servers may need none. */
  readonly apiKey: string;
  /** Up to and with the version part: `https://api.openai.com/v1`; for Azure the resource alone. */
  readonly baseUrl: string;
  /** Absent for the first profile. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** The header that carries the key: `Authorization: Bearer …` where it is absent. */
  readonly keyHeader?: 'authorization' | 'api-key' | undefined;
  /** `azure`: `/openai/deployments/MODEL/images/…?api-version=…`. */
  readonly pathForm?: 'openai' | 'azure' | undefined;
  /** For Azure. */
  readonly apiVersion?: string | undefined;
  /** The field that the mask goes in; `none` for servers that take no mask. */
  readonly maskForm?: 'mask' | 'mask_image' | 'none' | undefined;
  /** Minutes of silence after which an answer is given up; `defaultWaitMinutes` where it is absent. */
  readonly waitMinutes?: number | undefined;
  /** Where the key is kept: the profile's folder, memory, or the folder but encrypted. */
  readonly keyStorage?: 'local' | 'session' | 'passphrase' | undefined;
  /** For `passphrase`. */
  readonly sealedKey?: SealedKey | undefined;
}

export const officialBaseUrl = 'https://api.openai.com/v1';

/** The id of a profile; the first one has none of its own. */
export const profileId = ({ id = 'first' }: Connection): string => id;

/** The API's worst latency is five minutes (4K, high quality). A server without a fast GPU may need many more. */
export const defaultWaitMinutes = 6;

export const maxWaitMinutes = 60;

/** An API key encrypted with a passphrase; every part is base64. */
export interface SealedKey {
  readonly salt: string;
  readonly iv: string;
  readonly data: string;
  /** Rounds of PBKDF2 that were used. */
  readonly rounds: number;
  /** Absent from seals of older versions, which open for every server. */
  readonly isBound?: boolean | undefined;
}

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
