import sharp from 'sharp';
import type { BrowserCommand } from 'vitest/node';

/* What a test in the browser can ask of another reader of files: libultrahdr, which sharp brings. */

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Width and height of the gain map that libultrahdr finds in a JPEG (base64), px; null where it finds none. */
    gainMapSize(base64: string): Promise<readonly [number, number] | null>;
  }
}

const gainMapSize: BrowserCommand<[string]> = async (_, base64) => {
  const { gainMap } = await sharp(Buffer.from(base64, 'base64')).metadata();
  if (!gainMap) return null;
  const { width, height } = await sharp(gainMap.image).metadata();
  return [width, height];
};

export const gainMapCommand = { gainMapSize };
