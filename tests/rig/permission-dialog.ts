import type { Display } from './display';
import type { Box } from './framebuffer';
import { until } from './poll';

/** Where Chromium draws the dialog on a window that begins at the screen's corner, screen px. */
const dialogBox: Box = { x: 440, y: 90, width: 400, height: 190 };

const patience = { timeoutMs: 20_000, stepMs: 100 };

/** Equal pictures in a row, 100 ms apart, that mean rest: the dialog fades in and its rings glow. */
const restAfter = 6;

/** Waits until the dialog's pixels are others than `before` and have come to rest; returns them. */
function nextPicture(display: Display, what: string, before: string): Promise<string> {
  let last = before;
  let equal = 0;
  return until(
    what,
    () => {
      const now = display.fingerprint(dialogBox);
      equal = now === last ? equal + 1 : 0;
      last = now;
      return equal >= restAfter && now !== before ? now : undefined;
    },
    patience,
  );
}

/**
 * Does something that makes Chromium ask for a permission, and allows it. "Deny" has the focus when the
 * dialog opens; Tab leads to "Allow". The dialog is no window of its own, so it is watched by its pixels.
 * It takes no input in its first moments, so Return is pressed until something happens.
 */
export async function allowPermission(display: Display, ask: () => Promise<void>): Promise<void> {
  const page = display.fingerprint(dialogBox);
  await ask();
  const asked = await nextPicture(display, 'the permission dialog', page);
  await display.key('Tab');
  const ready = await nextPicture(display, '"Allow" to have the focus', asked);
  await until(
    'the permission dialog to close',
    async () => {
      await display.key('Return');
      return display.fingerprint(dialogBox) !== ready;
    },
    { timeoutMs: 20_000, stepMs: 300 },
  );
}
