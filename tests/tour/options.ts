import { parseArgs } from 'node:util';

export interface Options {
  /** Perform the job, instead of handing the browser to the user. */
  readonly tour: boolean;
  /** Draw the picture of the README anew after the tour. */
  readonly readme: boolean;
}

/**
 * Reads the command line of `npm start -- …`.
 * @throws Error that lists the flags there are
 */
export function readOptions(args: readonly string[]): Options {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { tour: flag, readme: flag } });
    return { tour: values.tour || values.readme, readme: values.readme };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new Error(`${reason}. There are: npm start, npm start -- --tour [--readme]`, { cause });
  }
}

/** Whether windows can appear: always on macOS and Windows, on Linux where X11 or Wayland runs. */
export function hasScreen(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
