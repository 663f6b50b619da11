import { t, uiLanguage } from '../../utils/i18n';
import type { PriceEstimate } from '../../utils/images-api/price';
import './cost.css';

const usdFormat = (usd: number): Intl.NumberFormat =>
  new Intl.NumberFormat(uiLanguage(), {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: usd < 0.1 ? 3 : 2,
  });

/** An amount in USD; below a cent with as many digits as it takes to see it. */
export const formatUsd = (usd: number): string => usdFormat(usd).format(usd);

/** "$0.05–0.08" where the price is known by its spread, else one amount. */
export function formatEstimate({ usd, low = usd, high = usd }: PriceEstimate): string {
  const format = usdFormat(high);
  return format.format(low) === format.format(high)
    ? formatUsd(usd)
    : format.formatRange(low, high);
}

/** About what it will cost; empty where nobody can know. */
export function Cost({ estimate }: { readonly estimate: PriceEstimate | undefined }) {
  return (
    <span
      class="cost"
      data-testid="cost"
      title={estimate?.certainty === 'learned' ? t('costLearned') : undefined}
    >
      {estimate ? t('costAbout', formatEstimate(estimate)) : ''}
    </span>
  );
}
