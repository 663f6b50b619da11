/** Saves a text as a file, as a download does. */
export function saveText(text: string, name: string, mimeType: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address when the download starts, which may be after this event.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
