import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** kB of some files together, as they lie there and as gzip makes them. */
export interface BundleSize {
  readonly raw: number;
  readonly gzip: number;
}

/** @param files paths in the built extension */
export async function sizeOf(extension: string, files: readonly string[]): Promise<BundleSize> {
  const contents = await Promise.all(files.map((file) => readFile(path.join(extension, file))));
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0) / 1000;
  return {
    raw: sum(contents.map(({ length }) => length)),
    gzip: sum(contents.map((content) => gzipSync(content).length)),
  };
}

export async function serviceWorkerOf(extension: string): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(path.join(extension, 'manifest.json'), 'utf8'),
  );
  const { background } = manifest as { background: { service_worker: string } };
  return background.service_worker;
}
