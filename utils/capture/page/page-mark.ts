/** Tells this document from all others, so that a number of an earlier one names nothing here. */
export const pageMark = [...crypto.getRandomValues(new Uint32Array(2))].join('-');
