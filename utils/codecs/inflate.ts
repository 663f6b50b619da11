import { concatBytes } from '../base/bytes';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that a profile or a text beside a picture may have; more is a trap, not a text. */
const mostBeside = 32_000_000;

/**
 * Inflates zlib data, handing on the pieces as they come.
 * @throws TypeError for broken data; whatever `onPiece` throws
 */
export async function inflate(
  parts: readonly Bytes[],
  onPiece: (piece: Uint8Array) => void,
): Promise<void> {
  const stream = new Blob([...parts]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onPiece(value);
  }
}

/** All of a small zlib stream; undefined where it is broken or far larger than what it can be. */
export async function inflated(deflated: Uint8Array): Promise<Bytes | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    await inflate([new Uint8Array(deflated)], (piece) => {
      length += piece.length;
      if (length > mostBeside) throw new RangeError('too long');
      parts.push(piece);
    });
  } catch {
    return undefined;
  }
  return concatBytes(parts);
}
