const urls: Record<string, string> = import.meta.glob(
  '../../fixtures/image/*.{jpg,png,webp,gif,avif,jxl}',
  {
    eager: true,
    query: '?url',
    import: 'default',
  },
);

/** The bytes of a file in `tests/fixtures/image`, without a type, as an untrusting caller has them. */
export async function fixture(name: string): Promise<Blob> {
  const url = urls[`../../fixtures/image/${name}`];
  if (!url) throw new Error(`there is no fixture ${name}`);
  return new Blob([await (await fetch(url)).arrayBuffer()]);
}
