/** The API's worst latency is five minutes (4K, high quality). A server without a fast GPU may need many more. */
export const defaultWaitMinutes = 6;

export const maxWaitMinutes = 60;
