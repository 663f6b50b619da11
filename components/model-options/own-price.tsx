import { t } from '../../utils/i18n';
import type { Setting } from '../../utils/settings/setting';
import type { MoneySettings } from '../../utils/settings/settings';
import { UsdField } from '../ui/usd-field';

interface OwnPriceProps {
  readonly money: Setting<MoneySettings>;
  readonly model: string;
}

/** For a model whose price nobody publishes: what a picture costs, by the user's own word. */
export function OwnPrice({ money, model }: OwnPriceProps) {
  const { perPictureUsd = {} } = money.value.value;
  return (
    <UsdField
      key={model}
      label={t('ownPrice')}
      usd={perPictureUsd[model]}
      placeholder={t('ownPriceNone')}
      hint={t('ownPriceHint')}
      onChange={(usd) => {
        const { [model]: _, ...others } = perPictureUsd;
        void money.change({
          perPictureUsd: usd === undefined ? others : { ...others, [model]: usd },
        });
      }}
    />
  );
}
