/** What has to come of a case. */
export interface Expected {
  readonly source: 'original' | 'pixels' | 'screenshot' | 'failed';
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Whether every pixel is that of the site's picture of this size; else only the size is compared. */
  readonly exact?: boolean | undefined;
  /** Where it is a part of a picture of the site: that picture's size, and where the part begins. */
  readonly partOf?: {
    readonly width: number;
    readonly height: number;
    readonly x: number;
    readonly y: number;
  };
  /** For failures: the error code; of several any, the usual one first. */
  readonly code?: string | readonly string[];
}

/** One way in which a page can carry an image, and what has to come of it. */
export interface SiteCase {
  readonly name: string;
  /** The page's body; `{other}`, `{plain}` and `{both}` stand for origins, `#case` is what the pointer is put on. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `<html>`'s attributes. */
  readonly html?: string;
  /** True for a page that comes by https. */
  readonly isSecure?: boolean;
  /** Instead of a page of its own. */
  readonly path?: string;
  /** What is hovered in place of `#case`. */
  readonly at?: string;
  /** True where the page never finishes loading. */
  readonly isEndless?: boolean;
  /** True to take it by a click instead of Enter. */
  readonly isClicked?: boolean;
  /** Keys after the picker has started. */
  readonly keys?: readonly ('ArrowDown' | 'ArrowRight')[];
  /** In Chromium; in Firefox too unless that is stated. */
  readonly expected: Expected;
  /** What comes of it in Firefox, and why that is another thing. */
  readonly firefox?: {
    readonly expected?: Expected;
    readonly reason: string;
    /** True where a page keeps the picker's shortcut: it is then taken by the menu, which Shift opens on any page. */
    readonly isByMenu?: boolean;
  };
}

export const original = (width: number, height: number) =>
  ({ source: 'original', width, height, exact: true }) as const;
export const pixels = (width: number, height: number) =>
  ({ source: 'pixels', width, height, exact: true }) as const;
export const screenshot = (width: number, height: number) =>
  ({ source: 'screenshot', width, height, exact: true }) as const;

/** Origins that a case's page may name beside its own. */
export interface Origins {
  /** Another origin by http, local for the browser as the page's own is. */
  readonly other: string;
  /** Http on the open web; there is no https at that port. */
  readonly plain: string;
  /** Http on the open web; the same is to be had by https. */
  readonly both: string;
}

/** A case's whole page. */
export const casePage = ({ name, body, html = '' }: SiteCase, origins: Origins): string => {
  const whole = body
    .replaceAll('{other}', origins.other)
    .replaceAll('{plain}', origins.plain)
    .replaceAll('{both}', origins.both);
  return `<!doctype html><html lang="en" ${html}><title>Case: ${name}</title><body style="margin:40px">${whole}`;
};
