import { generateKeyPairSync, sign } from 'node:crypto';

/** A key and a certificate as PEM, for a local https server. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** One value of DER: tag, length, content. https://www.itu.int/rec/T-REC-X.690 */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const short = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : undefined;
  return Buffer.concat([Buffer.from([tag, ...(short ?? [0x82, length >> 8, length & 255])]), body]);
}

const sequence = (...content: readonly Buffer[]) => der(0x30, ...content);
const set = (...content: readonly Buffer[]) => der(0x31, ...content);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const text = (tag: number, value: string) => der(tag, Buffer.from(value, 'latin1'));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = oid('550403');
const subjectAltName = oid('551d11');

/** YYMMDDHHMMSSZ */
const time = (date: Date) => text(0x17, `${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`);

const dayMs = 86_400_000;

/**
 * Makes a certificate for a host name and 127.0.0.1, good for a month. Browsers must be told to accept it.
 * Built by hand (RFC 5280, 4.1): Node.js reads certificates but makes none, and `openssl` is not everywhere.
 */
export function selfSigned(host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(commonName, text(0x0c, host))));
  const now = Date.now();
  const names = sequence(text(0x82, host), der(0x87, Buffer.from([127, 0, 0, 1])));
  const certificate = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.from([1])), // serial number
    ecdsaWithSha256,
    name,
    sequence(time(new Date(now - dayMs)), time(new Date(now + 30 * dayMs))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(subjectAltName, der(0x04, names)))),
  );
  const signature = sign('sha256', certificate, privateKey);
  const whole = sequence(
    certificate,
    ecdsaWithSha256,
    der(0x03, Buffer.from([0]), signature),
  ).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}
