import type cvType from '@techstark/opencv-js';

export type Cv = typeof cvType;

/** OpenCV, once it is ready. Wrapped, since the module counts as a promise. */
export async function openCv(): Promise<{ readonly cv: Cv }> {
  const { default: module } = await import('@techstark/opencv-js');
  const loaded: unknown = module;
  if (loaded instanceof Promise) return { cv: await loaded };
  if (!('Mat' in module))
    await new Promise<void>((resolve) => {
      (module as Cv).onRuntimeInitialized = resolve;
    });
  return { cv: module };
}
