import { useSignal } from '@preact/signals';
import { useCallback, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/i18n';
import type { AreaTools } from './area-tools';
import { CropBox } from './crop-box';
import type { MaskEditorProps } from './mask-editor';
import { MaskStatus } from './mask-status';
import { mountStage, type StageParts } from './mount-stage';
import { useMaskPreview } from './use-mask-preview';
import { ZoomControls } from './zoom-controls';

/** The picture, the canvases of the mask above it, and the pointer's and keyboard's way to paint. */
export function MaskStage(props: Omit<MaskEditorProps, 'otherUrl'> & { areas: AreaTools }) {
  const { model, areas, crop, image, source, overlay, showMask = true, compareUrl, label } = props;
  const helpId = useId();
  const announcement = useSignal('');
  const announce = useCallback((text: string) => {
    announcement.value = text;
  }, []);
  const frame = useRef<HTMLDivElement>(null);
  const mounted = useRef<StageParts>(null);

  useLayoutEffect(() => {
    if (!frame.current) return undefined;
    const parts = mountStage(frame.current, model, areas, announce);
    mounted.current = parts;
    return parts.dispose;
  }, [model, areas]);
  useMaskPreview(mounted, model, overlay);

  const isCompared = compareUrl !== undefined;
  const isHidden = !showMask || isCompared || model.maskHidden.value;
  const size = { width: image.width, height: image.height };
  return (
    <div class="mask-stage-frame" ref={frame}>
      <div
        class="mask-stage"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: painted on, by keys as well
        tabIndex={0}
        aria-label={label}
        aria-roledescription={t('maskStageRole')}
        aria-describedby={helpId}
        data-testid="stage"
        data-image-width={image.width}
        data-image-height={image.height}
        data-source={source}
        data-tool={model.tool.value}
      >
        <img class="mask-picture" src={image.url} {...size} alt="" draggable={false} />
        <canvas class="mask-preview" hidden={!overlay} />
        <canvas class="mask-tint" hidden={isHidden} />
        <canvas class="mask-edge" hidden={isHidden} />
        {compareUrl && (
          <img class="mask-picture" src={compareUrl} {...size} alt="" draggable={false} />
        )}
        {crop && !isHidden && <CropBox model={model} crop={crop} announce={announce} />}
        <div class="mask-cursor" hidden />
      </div>
      <ZoomControls viewport={model.viewport} />
      <p class="mask-unseen" id={helpId}>
        {t('maskStageHelp')}
      </p>
      <p class="mask-unseen" role="status">
        {announcement}
      </p>
      <MaskStatus model={model} areas={areas} />
    </div>
  );
}
