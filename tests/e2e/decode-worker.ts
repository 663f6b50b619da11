import { decodeRaster } from '../../utils/codecs/decode';

/* A service worker that decodes a picture by the extension's own function and says what it had for it. */

addEventListener('message', (event) => {
  const { data, ports } = event as MessageEvent<string>;
  const decoded = fetch(data)
    .then((answer) => answer.blob())
    .then(decodeRaster);
  decoded.then(
    (raster) =>
      ports[0]?.postMessage({
        hasWebGl: new OffscreenCanvas(1, 1).getContext('webgl2') !== null,
        hasVideoFrame: typeof VideoFrame !== 'undefined',
        pixels: [...raster.data],
      }),
    (error: unknown) => ports[0]?.postMessage({ pixels: [], error: String(error) }),
  );
});
