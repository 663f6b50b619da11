import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Drawn } from '../components/session/draw-svg';
import { toStoredError } from '../utils/base/errors';
import { rasteriseSvg } from '../utils/codecs/svg';

/** Draws one SVG for the page that holds this frame. The frame can do nothing else: see `sandboxPolicy` in wxt.config.ts. */
export default defineUnlistedScript({
  include: ['chrome'],
  main() {
    addEventListener('message', ({ data, source }: MessageEvent<Blob>) => {
      if (source !== parent) return;
      const say = (drawn: Drawn) => parent.postMessage(drawn, '*');
      void rasteriseSvg(data).then(
        (png) => say({ png }),
        (error: unknown) => say({ error: toStoredError(error) }),
      );
    });
  },
});
