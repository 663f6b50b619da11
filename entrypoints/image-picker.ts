import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pageApi } from '../utils/page/page-api';
import type { WithPageApi } from '../utils/page/page-image';

/** Injected into a page when the user asks for one of its images, never before. */
export default defineUnlistedScript(() => {
  // An element with this id is a property of the window, too, but not its own.
  if (Object.hasOwn(globalThis, 'repaintPage')) return;
  const name: keyof WithPageApi = 'repaintPage';
  Object.defineProperty(globalThis, name, { value: pageApi });
});
