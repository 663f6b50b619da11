import path from 'node:path';
import preact from '@preact/preset-vite';
import { build } from 'vite';
import type { ServedFile } from './static-server';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/**
 * The files of a page of this folder with all that it imports, by their paths on a server, minified as in
 * a release. Nothing is written.
 */
export async function buildPage(html: string): Promise<Readonly<Record<string, ServedFile>>> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    plugins: [preact({ reactAliasesEnabled: false })],
    resolve: { alias: { 'wxt/browser': path.resolve('tests/support/fake-browser.ts') } },
    build: {
      write: false,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: path.join(import.meta.dirname, html) },
    },
  });
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : [];
  const files = outputs.flatMap(({ output }) => output);
  return Object.fromEntries(
    files.map((file): [string, ServedFile] => {
      const body = file.type === 'chunk' ? file.code : Buffer.from(file.source);
      return [`/${file.fileName}`, { type: types[path.extname(file.fileName)] ?? '', body }];
    }),
  );
}
