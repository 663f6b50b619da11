import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pageApi } from '../utils/page/page-api';
import type { WithPageApi } from '../utils/page/page-image';

/** Injected into a page when the user asks for one of its images, never before. */
export default defineUnlistedScript(() => {
  (globalThis as WithPageApi).repaintPage ??= pageApi;
});
