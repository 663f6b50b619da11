import type { Display } from './display';
import type { Box } from './framebuffer';
import { until } from './poll';

/** Where Chromium draws the dialog on a window that begins at the screen's corner, screen px. */
const dialogBox: Box = { x: 440, y: 90, width: 400, height: 190 };

const patience = { timeoutMs: 10_000, stepMs: 60 };

/** Waits until the dialog's pixels are others than `before` and have come to rest; returns them. */
async function nextPicture(display: Display, what: string, before: string): Promise<string> {
  let last = before;
  return until(
    what,
    () => {
      const now = display.fingerprint(dialogBox);
      const resting = now === last && now !== before;
      last = now;
      return resting ? now : undefined;
    },
    patience,
  );
}

/**
 * Does something that makes Chromium ask for a permission, and allows it. "Deny" has the focus when the
 * dialog opens; Tab leads to "Allow". The dialog is no window of its own, so it is watched by its pixels.
 */
export async function allowPermission(display: Display, ask: () => Promise<void>): Promise<void> {
  const page = display.fingerprint(dialogBox);
  await ask();
  const asked = await nextPicture(display, 'the permission dialog', page);
  await display.key('Tab');
  const ready = await nextPicture(display, '"Allow" to have the focus', asked);
  await display.key('Return');
  await nextPicture(display, 'the permission dialog to close', ready);
}
