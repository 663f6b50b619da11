/** One way in which a page can carry an image, and what has to come of it. */
export interface SiteCase {
  readonly name: string;
  /** The page's body; `{other}` stands for another origin, `#case` is what the pointer is put on. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `<html>`'s attributes. */
  readonly html?: string;
  /** Instead of a page of its own. */
  readonly path?: string;
  /** What is hovered in place of `#case`. */
  readonly at?: string;
  /** True where the page never finishes loading. */
  readonly isEndless?: boolean;
  /** True to take it by a click instead of Enter. */
  readonly isClicked?: boolean;
  /** Keys after the picker has started. */
  readonly keys?: readonly string[];
  readonly expected: {
    readonly source: 'original' | 'pixels' | 'screenshot' | 'failed';
    readonly width?: number;
    readonly height?: number;
    /** Whether every pixel is that of the site's picture of this size; else only the size is compared. */
    readonly exact?: boolean;
    /** For failures: the error code. */
    readonly code?: string;
  };
}

export const original = (width: number, height: number) =>
  ({ source: 'original', width, height, exact: true }) as const;
export const pixels = (width: number, height: number) =>
  ({ source: 'pixels', width, height, exact: true }) as const;
export const screenshot = (width: number, height: number) =>
  ({ source: 'screenshot', width, height, exact: true }) as const;

/** A case's whole page. */
export const casePage = ({ name, body, html = '' }: SiteCase, other: string): string =>
  `<!doctype html><html lang="en" ${html}><title>Case: ${name}</title><body style="margin:40px">${body.replaceAll('{other}', other)}`;
