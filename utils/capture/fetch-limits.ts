/** The largest file that is taken, in bytes. */
export const maxFileBytes = 200 * 2 ** 20;

/** The largest file that is carried out of a page, in bytes: a browser ends pages with larger messages. */
export const maxPageFileBytes = 40 * 2 ** 20;

/** How long a server may take to send an image, ms. */
export const fetchLimitMs = 15_000;
