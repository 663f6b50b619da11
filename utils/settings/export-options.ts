import { storage } from 'wxt/utils/storage';

export const exportFormats = ['png', 'jpeg', 'webp'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How images are saved as files. */
export interface ExportOptions {
  /** PNG keeps every pixel; the others are smaller. */
  readonly format: ExportFormat;
  /** 1…100, for the lossy formats. */
  readonly quality: number;
  /** Whether the original file's EXIF and XMP go along. Its colour profile always does. */
  readonly keepMetadata: boolean;
  /** Whether these may say where a photo was taken. */
  readonly keepLocation: boolean;
  /** Whether IPTC `DigitalSourceType` says that AI took part. */
  readonly markAsAi: boolean;
  /** Whether prompt, model and crop are written into the file. */
  readonly includeRecipe: boolean;
}

export const exportItem = storage.defineItem<ExportOptions>('local:export', {
  fallback: {
    format: 'png',
    quality: 90,
    keepMetadata: false,
    keepLocation: false,
    markAsAi: true,
    includeRecipe: false,
  },
});
