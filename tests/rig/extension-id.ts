import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/**
 * Id that Chromium gives an extension: the first 16 bytes of a SHA-256, written with the letters a to p. Hashed is the
 * manifest's `key` or else the folder's path (UTF-16 on Windows). Source: components/crx_file/id_util.cc. Pure.
 */
export function chromiumExtensionId(
  folder: string,
  key?: string,
  platform = process.platform,
): string {
  const pathBytes = Buffer.from(folder, platform === 'win32' ? 'utf16le' : 'utf8');
  const hashed = key === undefined ? pathBytes : Buffer.from(key, 'base64');
  const digits = createHash('sha256').update(hashed).digest('hex').slice(0, 32);
  return [...digits].map((digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16))).join('');
}

/** Reads what the rig needs to know of a built extension. Throws if the folder holds no manifest. */
export function readExtension(folder: string): { folder: string; id: string } {
  const real = realpathSync(path.resolve(folder));
  const manifest: unknown = JSON.parse(readFileSync(path.join(real, 'manifest.json'), 'utf8'));
  const key =
    typeof manifest === 'object' && manifest !== null && 'key' in manifest
      ? manifest.key
      : undefined;
  return { folder: real, id: chromiumExtensionId(real, typeof key === 'string' ? key : undefined) };
}
