import type { Size } from './sizes';

export type OutputFormat = 'png' | 'jpeg' | 'webp';

/** A request that passed every check: what is to be painted and how it is to be sent. */
export interface ImageJob {
  kind: 'edit' | 'generation';
  prompt: string;
  model: string;
  /** Pictures wanted, 1-10. */
  n: number;
  size: Size;
  quality: string;
  background: 'transparent' | 'opaque';
  format: OutputFormat;
  /** 0-100, for jpeg and webp. */
  compression: number;
  stream: boolean;
  /** Partial pictures wanted, 0-3. */
  partialImages: number;
  /** Encoded source pictures; none for a generation. */
  images: readonly SourceImage[];
  mask: Buffer | undefined;
  /** PNG drawn over the first image. */
  markup: Buffer | undefined;
}

export interface SourceImage extends Size {
  data: Buffer;
}
