import './zoom-controls.css';
import { Minus, Plus } from 'lucide';
import { t } from '../../../utils/base/i18n';
import { IconButton } from '../../ui/icon-button';
import { maxScale } from '../core/view';
import type { Viewport } from '../core/viewport';

const zoomStep = 1.5;

/** Scale of the view: smaller, back to fit, actual size, larger. */
export function ZoomControls({ viewport }: { viewport: Viewport }) {
  const { scale } = viewport.view.value;
  const percent = scale < 0.1 ? (scale * 100).toFixed(1) : Math.round(scale * 100);
  return (
    <div class="mask-zoom">
      <IconButton
        icon={Minus}
        label={t('maskZoomOut')}
        disabled={viewport.isFitted.value}
        onClick={() => viewport.zoom(1 / zoomStep)}
      />
      <button
        type="button"
        class="mask-zoom-fit"
        aria-label={t('maskZoomFit', percent)}
        title={t('maskZoomFit', percent)}
        onClick={viewport.fit}
      >
        {t('maskZoomPercent', percent)}
      </button>
      <button
        type="button"
        class="mask-zoom-fit mask-zoom-actual"
        aria-label={t('maskActualSize')}
        title={t('maskActualSize')}
        disabled={scale === 1}
        onClick={() => viewport.actualSize()}
      >
        {t('maskOneToOne')}
      </button>
      <IconButton
        icon={Plus}
        label={t('maskZoomIn')}
        disabled={scale >= maxScale}
        onClick={() => viewport.zoom(zoomStep)}
      />
    </div>
  );
}
