import { t, uiLanguage } from '../../utils/i18n';
import type { PriceEstimate } from '../../utils/images-api/price';
import type { Price } from '../../utils/jobs/learned-price';
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
function formatEstimate({ usd, low = usd, high = usd }: PriceEstimate): string {
  const format = usdFormat(high);
  return format.format(low) === format.format(high)
    ? formatUsd(usd)
    : format.formatRange(low, high);
}

/** "about $0.05", or that nobody knows. */
export const priceText = (price: Price): string =>
  price === 'unknown' ? t('priceUnknown') : t('costAbout', formatEstimate(price));

/** Where a price comes from, where that needs a word. */
export function priceHint(price: Price): string | undefined {
  if (price === 'unknown') return t('priceUnknownHint');
  return { learned: t('costLearned'), own: t('costOwn'), table: undefined, about: undefined }[
    price.certainty
  ];
}

/** About what it will cost; empty where there is nothing to pay for yet. */
export function Cost({ price }: { readonly price: Price | undefined }) {
  return (
    <span class="cost" data-testid="cost" title={price && priceHint(price)}>
      {price && priceText(price)}
    </span>
  );
}
