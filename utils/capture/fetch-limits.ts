/** The largest file that is taken, in bytes; more would not fit through a page's messages. */
export const maxFileBytes = 200 * 2 ** 20;

/** How long a server may take to send an image, ms. */
export const fetchLimitMs = 15_000;
