import '../ui/skeleton.css';
import './edit-skeleton.css';
import { t } from '../../utils/base/i18n';

interface EditSkeletonProps {
  readonly said?: string;
  /** For what may take long. */
  onCancel?(): void;
}

/** The place that the image will take, at once and in its final shape. */
export function EditSkeleton({ said, onCancel }: EditSkeletonProps) {
  return (
    <div class="edit-tab" aria-busy="true">
      <div class="source-line">
        <p role="status">{said}</p>
        {onCancel && (
          <button type="button" class="button quiet" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
      </div>
      <div class="skeleton skeleton-stage" />
      <div class="skeleton skeleton-row" />
      <div class="skeleton skeleton-form" />
    </div>
  );
}
