import type { Signal } from '@preact/signals';
import type { sendCommand } from '../../utils/commands';
import type { rasteriseSvg } from '../../utils/image/rasterise-svg';
import type { Library } from '../../utils/library/database';
import type { JobOptions } from '../../utils/library/records';
import type { Setting } from '../../utils/settings/setting';
import type { Connection, PanelSettings } from '../../utils/settings/settings';

/** What the panel's parts need of the world; put together in `entrypoints/sidepanel/main.tsx`. */
export interface PanelServices {
  readonly library: Library;
  readonly sendCommand: typeof sendCommand;
  readonly rasteriseSvg: typeof rasteriseSvg;
  readonly connection: Setting<Connection>;
  readonly editOptions: Setting<JobOptions>;
  readonly generateOptions: Setting<JobOptions>;
  /** Diameter in CSS px on the stage. */
  readonly brushSize: Signal<number>;
  readonly moreTools: Signal<boolean>;
  readonly panel: Setting<PanelSettings>;
  /** Whether the settings cover the panel. */
  readonly settingsOpen: Signal<boolean>;
}
