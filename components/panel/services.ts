import type { ReadonlySignal, Signal } from '@preact/signals';
import type { sendCommand } from '../../utils/commands';
import type { rasteriseSvg } from '../../utils/image/rasterise-svg';
import type { PastPrice } from '../../utils/jobs/learned-price';
import type { EditJobOptions, GenerateJobOptions } from '../../utils/library/job-records';
import type { MaskOptions } from '../../utils/mask/mask-options';
import type { ExportOptions } from '../../utils/settings/export-options';
import type { Setting } from '../../utils/settings/setting';
import type { PanelSettings } from '../../utils/settings/settings';
import type { SettingsServices } from '../settings/settings-services';

/** What the panel's parts need of the world; put together in `entrypoints/sidepanel/main.tsx`. */
export interface PanelServices extends SettingsServices {
  readonly sendCommand: typeof sendCommand;
  readonly rasteriseSvg: typeof rasteriseSvg;
  readonly editOptions: Setting<EditJobOptions>;
  readonly generateOptions: Setting<GenerateJobOptions>;
  /** What the user's own pictures have cost. */
  readonly pastPrices: ReadonlySignal<readonly PastPrice[]>;
  /** Diameter in CSS px on the stage. */
  readonly brushSize: Signal<number>;
  readonly moreTools: Signal<boolean>;
  readonly maskOptions: Setting<MaskOptions>;
  /** How images are saved as files. */
  readonly exportOptions: Setting<ExportOptions>;
  readonly panel: Setting<PanelSettings>;
  /** Whether the settings cover the panel. */
  readonly settingsOpen: Signal<boolean>;
  /** Opens the panel as a tab of its own; undefined where it is one already. */
  readonly openInTab: ReadonlySignal<(() => void) | undefined>;
}
