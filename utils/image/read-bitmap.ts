import { AppError } from '../errors';
import { areaOf, type Size } from '../geometry';

type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** Rows read at a time: about 4 million pixels, so that no second copy of a large picture exists. */
const stripRows = ({ width }: Size): number => Math.max(1, Math.floor(4_000_000 / width));

/** RGBA of a bitmap that is opaque (or whose pixels are either opaque or clear): exact there. */
export function readByCanvas(bitmap: ImageBitmap): Pixels {
  const { width, height } = bitmap;
  const out = new Uint8ClampedArray(4 * areaOf(bitmap));
  const rows = Math.min(height, stripRows(bitmap));
  const context = new OffscreenCanvas(width, rows).getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError('out-of-memory');
  context.globalCompositeOperation = 'copy';
  for (let y = 0; y < height; y += rows) {
    const part = Math.min(rows, height - y);
    context.drawImage(bitmap, 0, -y);
    out.set(context.getImageData(0, 0, width, part).data, 4 * width * y);
  }
  return out;
}

/**
 * RGBA of a bitmap with partial alpha, which a 2D canvas would premultiply and so change.
 * @returns undefined where WebGL 2 is missing or fails
 */
export async function readByWebGl(bitmap: ImageBitmap): Promise<Pixels | undefined> {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', { antialias: false, depth: false });
  if (!gl) return undefined;
  try {
    const side = Math.min(4096, gl.getParameter(gl.MAX_TEXTURE_SIZE) as number);
    bindTexture(gl);
    const out = new Uint8ClampedArray(4 * areaOf(bitmap));
    for (let y = 0; y < bitmap.height; y += side)
      for (let x = 0; x < bitmap.width; x += side) await readTile(gl, bitmap, { x, y, side }, out);
    return gl.getError() === gl.NO_ERROR && !gl.isContextLost() ? out : undefined;
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext(); // only 16 contexts may live at a time
  }
}

function bindTexture(gl: WebGL2RenderingContext): void {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
}

async function readTile(
  gl: WebGL2RenderingContext,
  bitmap: ImageBitmap,
  { x, y, side }: { x: number; y: number; side: number },
  out: Pixels,
): Promise<void> {
  const width = Math.min(side, bitmap.width - x);
  const height = Math.min(side, bitmap.height - y);
  const whole = width === bitmap.width && height === bitmap.height;
  const tile = whole
    ? bitmap
    : await createImageBitmap(bitmap, x, y, width, height, { premultiplyAlpha: 'none' });
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, tile);
  if (!whole) tile.close();
  gl.pixelStorei(gl.PACK_ROW_LENGTH, bitmap.width);
  gl.pixelStorei(gl.PACK_SKIP_PIXELS, x);
  gl.pixelStorei(gl.PACK_SKIP_ROWS, y);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(out.buffer));
}
