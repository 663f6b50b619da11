import { t } from '../../utils/i18n';

/** The colours that a mask is shown and marks are drawn in. */
export const colourNames = () =>
  ({
    red: t('colour_red'),
    yellow: t('colour_yellow'),
    green: t('colour_green'),
    blue: t('colour_blue'),
    black: t('colour_black'),
    white: t('colour_white'),
  }) as const;
