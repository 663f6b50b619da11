/** The pieces as one zlib stream. A piece may be overwritten once the next one is asked for. */
export async function deflate(
  pieces: Iterable<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const stream = new CompressionStream('deflate');
  const out: Uint8Array<ArrayBuffer>[] = [];
  const reading = collect(stream.readable.getReader(), out);
  const writer = stream.writable.getWriter();
  for (const piece of pieces) await writer.write(piece);
  await Promise.all([writer.close(), reading]);
  return out;
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  out: Uint8Array<ArrayBuffer>[],
): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    out.push(value);
  }
}
