import './stage.css';
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useCallback, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Rect } from '../../../utils/base/geometry';
import { t, uiLanguage } from '../../../utils/base/i18n';
import { hasOwnSteps } from '../../../utils/drawing/steps';
import { ChangeBox, CropBox, ExtendBox, ExtendCanvas } from '../areas/boxes';
import type { BoxControl, CropControl } from '../core/box-control';
import type { MaskEditorModel } from '../core/model';
import { isMarkTool, type MaskTool } from '../core/tools';
import type { CommandTarget } from '../input/commands';
import { mountStage, type StageParts } from './mount-stage';
import { type Overlay, useMaskPreview } from './use-mask-preview';
import { ZoomControls } from './zoom-controls';

export interface StageProps {
  /** Address and size (image px) of the picture, upright. */
  image: { readonly url: string; readonly width: number; readonly height: number };
  /** Where the pixels came from; the stage carries it as `data-source`. */
  source: string;
  /** A picture drawn over that box of the image (image px), but only where the mask is. */
  overlay?: Overlay | undefined;
  /** Whether the mask's tint and edge are shown. */
  showMask?: boolean;
  /** A picture of the same shape that covers image and mask while it is given. */
  compareUrl?: string | undefined;
  /** The part of the image that will be sent: shown as a frame, dragged with the tool for that. */
  crop?: CropControl | undefined;
  /** Where the picture may change though nothing is masked, image px. */
  changeBox?: ReadonlySignal<Rect | undefined> | undefined;
  /** The larger canvas that is being chosen, if one is. */
  extend?: BoxControl | undefined;
  /** What to do, in a few words: on the stage until something is drawn. */
  hint?: string | undefined;
  /** The stage's accessible name. */
  label: string;
}

/**
 * The picture is decoded before it gets here. Chromium shows such a one without a blank frame by `sync` only; Firefox would decode it
 * once more for the stage's size, on the page's thread (half a second for 12 megapixels), and else shows what is decoded at once.
 */
const pictureDecoding = import.meta.env.FIREFOX ? 'async' : 'sync';

interface LayerProps {
  readonly model: MaskEditorModel;
  readonly hidden: boolean;
}

/** On its own: the rest of the stage is not made anew when a mark is begun. */
function MarksCanvas({ model, hidden }: LayerProps) {
  const isDrawing = isMarkTool(model.tools.chosen.value) && model.activity.painting.value;
  return (
    <canvas
      class="mask-marks"
      hidden={hidden || !(model.drawing.hasMarks.value || isDrawing)}
      data-unseen={model.tools.takesMarks.value ? undefined : ''}
    />
  );
}

/** The stripes over what must not be copied; on its own for the same reason. */
function NoCopyCanvas({ model: { drawing, tools, activity }, hidden }: LayerProps) {
  const isDrawing = tools.chosen.value === 'no-copy' && activity.painting.value;
  return <canvas class="mask-no-copy" hidden={hidden || !(drawing.hasNoCopy.value || isDrawing)} />;
}

/** The picture, the canvases of the mask above it, and the pointer's and keyboard's way to paint. */
export function MaskStage(props: StageProps & { readonly target: CommandTarget }) {
  const { target, crop, changeBox, extend, image, source, overlay, compareUrl, hint, label } =
    props;
  const { showMask = true } = props;
  const { model, areas } = target;
  const { viewport } = model;
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
  const isBare = !showMask || isCompared;
  const isHidden =
    isBare ||
    (model.drawing.isHidden.value &&
      !(model.activity.painting.value || model.activity.outlining.value));
  const showsCrop = !isBare && (!isHidden || model.tools.chosen.value === 'crop');
  const size = { width: image.width, height: image.height };
  return (
    <>
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
          data-tool={model.tools.chosen.value}
        >
          {extend && <ExtendCanvas control={extend} viewport={viewport} />}
          <img
            class="mask-picture"
            src={image.url}
            {...size}
            alt=""
            decoding={pictureDecoding}
            draggable={false}
          />
          <canvas class="mask-preview" hidden={!overlay} />
          <canvas class="mask-tint" hidden={isHidden} />
          <canvas class="mask-edge" hidden={isHidden} />
          <canvas class="mask-choice" hidden={isBare} />
          <canvas class="mask-choice-edge" hidden={isBare} />
          {changeBox?.value && !isHidden && <ChangeBox viewport={viewport} box={changeBox.value} />}
          <NoCopyCanvas model={model} hidden={isHidden} />
          <MarksCanvas model={model} hidden={isHidden} />
          {compareUrl && (
            <img class="mask-picture" src={compareUrl} {...size} alt="" draggable={false} />
          )}
          {crop && showsCrop && <CropBox model={model} crop={crop} announce={announce} />}
          {extend && <ExtendBox control={extend} viewport={viewport} announce={announce} />}
          <div class="mask-cursor" hidden />
        </div>
        <StageHint model={model} text={isCompared ? t('stageBefore') : hint} isFixed={isCompared} />
        <p class="mask-unseen" id={helpId}>
          {t('maskStageHelp')}
        </p>
        <p class="mask-unseen" role="status">
          {announcement}
        </p>
      </div>
      <div class="mask-foot">
        <MaskStatus target={target} isHidden={isHidden && !isBare} />
        {crop && showsCrop && <SentText model={model} crop={crop} />}
        <ZoomControls target={target} />
      </div>
    </>
  );
}

interface StageHintProps {
  readonly model: MaskEditorModel;
  readonly text: string | undefined;
  /** Whether it stays although something is drawn. */
  readonly isFixed: boolean;
}

/** Tools that something is masked with. */
const maskingTools: ReadonlySet<MaskTool> = new Set([
  'brush',
  'lasso',
  'rectangle',
  'ellipse',
  'wand',
  'select',
]);

/** Those of them that take what is clicked. */
const clickedTools: ReadonlySet<MaskTool> = new Set(['wand', 'select']);

/** Words on the stage. On their own: a stroke takes them away and makes nothing else anew. */
function StageHint({ model: { drawing, activity, tools }, text, isFixed }: StageHintProps) {
  const isUntouched =
    !(activity.painting.value || activity.outlining.value) &&
    !hasOwnSteps(drawing.history.value.steps) &&
    maskingTools.has(tools.chosen.value);
  if (!text || !(isFixed || isUntouched)) return null;
  const isClicked = !isFixed && clickedTools.has(tools.chosen.value);
  return <p class="mask-hint">{isClicked ? t('stageHintClick') : text}</p>;
}

interface SentTextProps {
  readonly model: MaskEditorModel;
  readonly crop: CropControl;
}

/** What the dashed box on the stage is; the tool for it says so itself. */
function SentText({ model, crop }: SentTextProps) {
  if (!crop.box.value || model.tools.chosen.value === 'crop') return null;
  return (
    <p class="mask-sent" title={crop.text}>
      {crop.text}
    </p>
  );
}

interface MaskStatusProps {
  readonly target: CommandTarget;
  /** Whether the mask was hidden by the user, and is. */
  readonly isHidden: boolean;
}

/**
 * What the last area tool had to say, else that the mask is hidden, else how much is masked; that for those
 * who opened more tools.
 */
export function MaskStatus({ target, isHidden }: MaskStatusProps) {
  const { model, areas, screen } = target;
  const notice = areas.notice.value;
  const masked = screen.moreTools.value ? areas.masked.value : undefined;
  const covered = masked ? coveredText(masked, model.viewport.image) : '';
  const text = notice || (isHidden ? t('maskHidden') : covered);
  return (
    <p class="mask-status" role="status" aria-busy={areas.isBusy.value} hidden={!text}>
      {text}
    </p>
  );
}

function coveredText(masked: number, { width, height }: { width: number; height: number }): string {
  const share = masked / (width * height);
  const format = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(uiLanguage(), options).format(value);
  const digits = share < 0.1 ? 2 : 1;
  return t(
    'maskCovered',
    format(share, { style: 'percent', maximumFractionDigits: digits }),
    format(masked, {}),
  );
}
