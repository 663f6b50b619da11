/** Saves a file under a name, as a download does. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address when the download starts, which may be after this event.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The same for a text. */
export const saveText = (text: string, name: string, mimeType: string): void =>
  saveFile(new Blob([text], { type: mimeType }), name);
