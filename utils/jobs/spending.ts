import type { Charge } from './charge';

/** The charges of a day, a month or a model, added up. */
export interface Total {
  /** `2026-11-23`, `2026-11` or a model id. */
  readonly key: string;
  readonly usd: number;
  readonly jobs: number;
  /** False where a charge among them is an estimate. */
  readonly isExact: boolean;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The month in the user's own time zone: `2026-11`. */
export const monthOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}`;
};

/** The day in the user's own time zone: `2026-11-23`. */
export const dayOf = (at: number): string => `${monthOf(at)}-${twoDigits(new Date(at).getDate())}`;

/** When the month of `at` began in the user's own time zone, ms since 1970. */
export const monthStart = (at: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
};

export const keyOf = {
  day: ({ at }: Charge): string => dayOf(at),
  month: ({ at }: Charge): string => monthOf(at),
  model: ({ model }: Charge): string => model,
} as const;

/** Totals by key. Days and months come newest first, models dearest first. */
export function totalsBy(by: keyof typeof keyOf, charges: readonly Charge[]): Total[] {
  const totals = new Map<string, Total>();
  for (const charge of charges) {
    const key = keyOf[by](charge);
    const { usd = 0, jobs = 0, isExact = true } = totals.get(key) ?? {};
    totals.set(key, {
      key,
      usd: usd + charge.usd,
      jobs: jobs + 1,
      isExact: isExact && charge.isExact,
    });
  }
  const order = (a: Total, b: Total): number =>
    by === 'model' ? b.usd - a.usd : b.key.localeCompare(a.key);
  return [...totals.values()].sort(order);
}
