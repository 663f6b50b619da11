import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly extraneous?: boolean;
  readonly hasInstallScript?: boolean;
}

const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const { packages } = json<{ packages: Record<string, LockedPackage> }>('package-lock.json');
/** All but the project itself. */
const dependencies = Object.entries(packages).filter(([path]) => path !== '');

/**
 * Packages that may run a script while they are installed, and why.
 * esbuild (of tsx and wxt): checks that its binary is the right one for this machine, which also works without.
 * fsevents (of vite, on macOS only): builds itself where its binary does not fit.
 */
const mayRunScripts = ['esbuild', 'fsevents'];

const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;

it('locks nothing that no package asks for', () => {
  expect(dependencies.filter(([, { extraneous }]) => extraneous).map(([path]) => path)).toEqual([]);
});

it('lets no dependency run a script at installation that is not on the list', () => {
  const runs = dependencies
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path));
  expect(runs.filter((name) => !mayRunScripts.includes(name))).toEqual([]);
});

it('takes every dependency by its checksum, and from nowhere but the registry', () => {
  const others = dependencies.filter(
    ([, { resolved, integrity }]) => resolved !== undefined || !integrity?.startsWith('sha512-'),
  );
  expect(others.map(([path]) => path)).toEqual([]);
});

it('names exact versions, and the Node that the archives are built with among those it supports', () => {
  const manifest = json<{
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
    engines: { node: string };
  }>('package.json');
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(manifest.engines.node).toBe('>=20.19');
  const [major = 0, minor = 0] = readFileSync('.nvmrc', 'utf8').trim().split('.').map(Number);
  expect([20, 22, 24]).toContain(major);
  expect(major > 20 || minor >= 19).toBe(true);
});
