import { decodeBase64, encodeBase64 } from '../base/bytes';
import type { SealedKey } from '../server/connection';

/** OWASP's figure for PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023). */
const rounds = 600_000;

async function deriveKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** What is authenticated beside the key: a seal that was put into another server's profile does not open there. */
const boundTo = (baseUrl: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`repaint key for ${new URL(baseUrl).origin}`);

/**
 * Encrypts a key by AES-GCM with a key made of the passphrase by PBKDF2, salt and IV fresh each time. It opens for
 * the origin of `baseUrl` only.
 */
export async function sealKey(
  apiKey: string,
  passphrase: string,
  baseUrl: string,
): Promise<SealedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await deriveKey(passphrase, salt, rounds);
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: boundTo(baseUrl) },
    key,
    new TextEncoder().encode(apiKey),
  );
  return {
    salt: encodeBase64(salt),
    iv: encodeBase64(iv),
    data: encodeBase64(new Uint8Array(data)),
    rounds,
    isBound: true,
  };
}

/** The key again, or undefined where the passphrase is wrong or it was sealed for another server. */
export async function unsealKey(
  sealed: SealedKey,
  passphrase: string,
  baseUrl: string,
): Promise<string | undefined> {
  const key = await deriveKey(passphrase, decodeBase64(sealed.salt), sealed.rounds);
  try {
    const iv = decodeBase64(sealed.iv);
    const bound = sealed.isBound ? { additionalData: boundTo(baseUrl) } : {};
    const data = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, ...bound },
      key,
      decodeBase64(sealed.data),
    );
    return new TextDecoder().decode(data);
  } catch {
    return undefined; // AES-GCM's tag does not fit: another passphrase, another origin, or damaged data
  }
}
