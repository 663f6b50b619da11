import '../ui/skeleton.css';
import './edit-skeleton.css';

/** The place that the image will take, at once and in its final shape. */
export function EditSkeleton({ said }: { readonly said?: string }) {
  return (
    <div class="edit-tab" aria-busy="true">
      <p class="source-line" role="status">
        {said}
      </p>
      <div class="skeleton skeleton-stage" />
      <div class="skeleton skeleton-row" />
      <div class="skeleton skeleton-form" />
    </div>
  );
}
