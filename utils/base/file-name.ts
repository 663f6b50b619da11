/** The longest base name in UTF-16 units that every common file system takes with room to spare. */
const maxLength = 80;

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A text made safe as a file's base name on Windows, macOS and Linux; '' where nothing is left. */
export function safeBaseName(text: string): string {
  const name = text
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\s]+/g, ' ')
    // Also the ones that turn the direction of reading and so disguise a name's end.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim();
  const short = [...name].reduce(
    (kept, c) => (kept.length + c.length > maxLength ? kept : kept + c),
    '',
  );
  const bare = short.replace(/^[. ]+|[. ]+$/g, '');
  return reserved.test(bare) ? `_${bare}` : bare;
}

/** The name, or "name (2)" and so on where it is taken already; whether letters are large is no difference. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.');
  const [base, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let unique = name;
  for (let count = 2; taken.has(unique.toLowerCase()); count++)
    unique = `${base} (${count})${extension}`;
  return unique;
}

/** The name to save an image under: its page's title, else the host, else the product's name. */
export function imageFileName(
  page: { readonly pageTitle?: string | undefined; readonly pageUrl?: string | undefined },
  extension: string,
): string {
  const host = page.pageUrl && URL.canParse(page.pageUrl) ? new URL(page.pageUrl).hostname : '';
  const base = safeBaseName(page.pageTitle ?? '') || safeBaseName(host) || 'image';
  return `${base} - repaint.${extension}`;
}
