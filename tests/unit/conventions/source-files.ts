import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const isSource = (path: string): boolean => /\.tsx?$/.test(path);

/** All TypeScript files below the given files and folders of the project. */
export const sourceFiles = (roots: readonly string[]): SourceFile[] =>
  roots.flatMap((root) => {
    const paths = statSync(root).isFile()
      ? [root]
      : readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name));
    return paths
      .filter(isSource)
      .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
  });
