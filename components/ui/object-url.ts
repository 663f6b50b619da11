import { useEffect, useMemo } from 'preact/hooks';

/**
 * A `blob:` address for a blob while the component lives. IndexedDB hands out a new Blob object at
 * each read, so what tells blobs apart is `key`, not identity.
 */
export function useObjectUrl(blob: Blob | undefined, key: string): string | undefined {
  // The key stands for the blob
  const url = useMemo(() => (blob ? URL.createObjectURL(blob) : undefined), [key, !blob]);
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  return url;
}
