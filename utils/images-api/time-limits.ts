import type { Connection } from '../settings/settings';
import { defaultWaitMinutes } from '../settings/wait-minutes';

/** When to give up, in ms. A request that is given up may still be billed. */
export interface TimeLimits {
  /** Without headers; and after them without the first byte, as a model may open its stream before it paints. */
  readonly headersLimitMs: number;
  /** Without another byte, once some came. */
  readonly idleLimitMs: number;
  /** A connection that fails later than this had most likely been made: the request may be billed. */
  readonly unreachableLimitMs: number;
}

/** The user's patience with a server. */
export function timeLimitsOf({
  waitMinutes = defaultWaitMinutes,
}: Pick<Connection, 'waitMinutes'>): TimeLimits {
  const limitMs = waitMinutes * 60_000;
  return { headersLimitMs: limitMs, idleLimitMs: limitMs, unreachableLimitMs: 10_000 };
}

export const defaultTimeLimits: TimeLimits = timeLimitsOf({});
