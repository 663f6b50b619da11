import type { ImageSource, PageContext } from '../../utils/library/records';

/** What is known of an image that the user brings. */
export interface BroughtImage {
  readonly blob: Blob;
  readonly source: ImageSource;
  /** What is known of where it comes from. */
  readonly page?: PageContext | undefined;
}

/** A file's name, without its ending, stands for a page's title. */
export const pageOfFile = ({ name }: File): PageContext => ({
  pageTitle: name.replace(/\.[^.]{1,5}$/, ''),
});
