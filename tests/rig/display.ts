import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { type Box, readFramebuffer } from './framebuffer';
import { until } from './poll';
import { reapLater } from './reaper';
import { makeTempFolder, removeFolder } from './temp-folder';

const execute = promisify(execFile);

/** A virtual screen with a keyboard and a mouse. Positions and sizes are screen px. */
export interface Display {
  /** Value for the environment variable DISPLAY, such as `:99`. */
  name: string;
  /** Presses keys one after the other; names as `xdotool key` takes them (`Up`, `Return`, `ctrl+a`). */
  key(...keys: string[]): Promise<void>;
  /** Moves the mouse and clicks: 1 is the left button, 2 the middle one, 3 the right one. */
  moveAndClick(x: number, y: number, button?: 1 | 2 | 3): Promise<void>;
  /** Moves the mouse, in some steps; a button that is held stays held. */
  move(from: Place, to: Place): Promise<void>;
  /** Presses the left button and holds it. */
  press(): Promise<void>;
  /** Lets the left button go. */
  release(): Promise<void>;
  /** Writes the screen, or a part of it, as PNG. */
  screenshot(file: string, part?: Box): Promise<void>;
  /** Changes whenever a pixel of that part of the screen changes. */
  fingerprint(part: Box): string;
  /** The windows that are mapped and large enough to be a menu, a bubble or a browser, by X window id. */
  topLevelWindows(): Promise<Map<string, Box>>;
  stop(): Promise<void>;
}

export type Place = readonly [x: number, y: number];

const moveSteps = 12;

/** Smallest width and height, px, of a window that counts: helper windows of 1 to 10 px are many. */
const smallest = { width: 60, height: 40 };

/** Starts an Xvfb on a free display number. Throws if the programs of `ensureSystemTools` are missing. */
export async function startDisplay({ width = 1280, height = 900 } = {}): Promise<Display> {
  const folder = makeTempFolder('repaint-screen');
  // Without -noreset the server forgets where the mouse is whenever its last client leaves.
  const screen = [
    '-screen',
    '0',
    `${width}x${height}x24`,
    '-fbdir',
    folder,
    '-nolisten',
    'tcp',
    '-noreset',
    // No key repeats itself: xdotool's release may come late enough on a busy machine to make two of one `Up`.
    '-r',
  ];
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const spare = reapLater({ processGroup: server.pid, folder });
  const stop = async () => {
    await end(server);
    await removeFolder(folder);
    spare();
  };
  try {
    const name = `:${await displayNumber(server)}`;
    const display = controls(name, path.join(folder, 'Xvfb_screen0'), stop);
    // A menu that opens under the pointer starts with the entry there selected: keep it out of the way.
    await run(name, 'xdotool', 'mousemove', width - 1, height - 1);
    return display;
  } catch (error) {
    await stop();
    throw error;
  }
}

function controls(name: string, framebuffer: string, stop: () => Promise<void>): Display {
  return {
    name,
    stop,
    key: async (...keys) => {
      await run(name, 'xdotool', 'key', '--delay', 40, ...keys);
    },
    moveAndClick: async (x, y, button = 1) => {
      await run(name, 'xdotool', 'mousemove', Math.round(x), Math.round(y), 'click', button);
    },
    move: async ([x, y], [toX, toY]) => {
      for (let step = 0; step <= moveSteps; step++) {
        const part = step / moveSteps;
        const at = [x + (toX - x) * part, y + (toY - y) * part];
        await run(name, 'xdotool', 'mousemove', ...at.map(Math.round));
      }
    },
    press: async () => {
      await run(name, 'xdotool', 'mousedown', 1);
    },
    release: async () => {
      await run(name, 'xdotool', 'mouseup', 1);
    },
    screenshot: async (file, part) => {
      const { box, rgba } = readFramebuffer(framebuffer, part);
      const raw = { width: box.width, height: box.height, channels: 4 as const };
      await sharp(rgba, { raw }).removeAlpha().png().toFile(file);
    },
    fingerprint: (part) =>
      createHash('sha1').update(readFramebuffer(framebuffer, part).rgba).digest('base64'),
    topLevelWindows: async () => parseWindows(await run(name, 'xwininfo', '-root', '-children')),
  };
}

/** Reads what `xwininfo -root -children` prints. Pure. */
export function parseWindows(listing: string): Map<string, Box> {
  const windows = new Map<string, Box>();
  for (const line of listing.split('\n')) {
    const [, id, ...numbers] =
      /^\s+(0x[0-9a-f]+) .* (\d+)x(\d+)\+(-?\d+)\+(-?\d+)/.exec(line) ?? [];
    const [width = 0, height = 0, x = 0, y = 0] = numbers.map(Number);
    if (id !== undefined && width > smallest.width && height > smallest.height) {
      windows.set(id, { x, y, width, height });
    }
  }
  return windows;
}

async function run(
  display: string,
  command: string,
  ...args: (string | number)[]
): Promise<string> {
  const env = { ...process.env, DISPLAY: display };
  return (await execute(command, args.map(String), { env, timeout: 20_000 })).stdout;
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
    server.once('error', (cause) => {
      reject(new Error('Xvfb could not be started: install the package xvfb.', { cause }));
    });
    server.once('exit', (code) => {
      reject(new Error(`Xvfb ended with code ${code} before its screen was ready.`));
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  const ended = () =>
    server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
  if (ended()) return;
  server.kill('SIGTERM');
  await until('the end of Xvfb', ended);
}
