import type { ReadonlySignal, Signal } from '@preact/signals';
import type { sendCommand } from '../../utils/commands';
import type { MaskOptions } from '../../utils/drawing/options';
import type { Library } from '../../utils/library/database';
import type { HeldAnswers } from '../../utils/library/held-answers';
import type { PastTime } from '../../utils/library/job-times';
import type { PastPrice } from '../../utils/money/expected-price';
import type { EditJobOptions, GenerateJobOptions } from '../../utils/plan/options';
import type { Connection } from '../../utils/server/connection';
import { connectionItem, type Profiles, profilesItem } from '../../utils/settings/profiles';
import type { RefusedFields, ServerModels } from '../../utils/settings/server-knowledge';
import { refusedFieldsItem, serverModelsItem } from '../../utils/settings/server-knowledge';
import { createSetting, type Setting } from '../../utils/settings/setting';
import {
  type ExportOptions,
  type JobSettings,
  jobsItem,
  type MoneySettings,
  moneyItem,
  type PanelSettings,
  type PrivacySettings,
  privacyItem,
} from '../../utils/settings/settings';
import { type ConnectionDraft, createConnectionDraft } from './connection-draft';
import type { OpeningLog } from './opening-log';

/** What the panel's parts need of the world; put together in `entrypoints/sidepanel/main.tsx`. */
export interface PanelServices extends SettingsServices {
  /** Names the row of the library that says what this panel shows. */
  readonly workspaceId: string;
  /** True for a panel of a private window: what is brought into it is marked, and forgotten with those windows. */
  readonly isPrivate: boolean;
  readonly sendCommand: typeof sendCommand;
  /** Paid pictures that the background could not store yet. */
  readonly heldAnswers: HeldAnswers;
  readonly rasteriseSvg: (svg: Blob) => Promise<Blob>;
  /** With which pictures panels have ended; undefined until that is read: nothing is drawn before. */
  readonly openings: ReadonlySignal<OpeningLog | undefined>;
  /** For each image that undo has gone back to, the result that it came from; ids. */
  readonly undoneEdits: Signal<ReadonlyMap<string, string>>;
  readonly editOptions: Setting<EditJobOptions>;
  readonly generateOptions: Setting<GenerateJobOptions>;
  /** What the user's own pictures have cost. */
  readonly pastPrices: ReadonlySignal<readonly PastPrice[]>;
  /** How long they took. */
  readonly pastTimes: ReadonlySignal<readonly PastTime[]>;
  /** Diameter in CSS px on the stage. */
  readonly brushSize: Signal<number>;
  readonly moreTools: Signal<boolean>;
  readonly maskOptions: Setting<MaskOptions>;
  /** How images are saved as files. */
  readonly exportOptions: Setting<ExportOptions>;
  readonly panel: Setting<PanelSettings>;
  /** Whether the settings cover the panel. */
  readonly settingsOpen: Signal<boolean>;
  /** Whether the panel is a tab of its own, where no page lies beside it; undefined until that is known. */
  readonly isTab: ReadonlySignal<boolean | undefined>;
  /** Goes to the panel in a tab of its own; undefined where it is one already. */
  readonly openInTab: ReadonlySignal<(() => void) | undefined>;
}

/** What the settings need of the world, in the panel and on the options page. */
export interface SettingsServices {
  readonly library: Library;
  readonly connection: Setting<Connection>;
  readonly profiles: Setting<Profiles>;
  readonly jobSettings: Setting<JobSettings>;
  readonly money: Setting<MoneySettings>;
  readonly privacy: Setting<PrivacySettings>;
  readonly serverModels: Setting<ServerModels>;
  readonly refusedFields: Setting<RefusedFields>;
  /** What is typed into the settings and not saved yet. */
  readonly connectionDraft: ConnectionDraft;
}

export const createSettingsServices = (library: Library): SettingsServices => ({
  library,
  connection: createSetting(connectionItem),
  profiles: createSetting(profilesItem),
  jobSettings: createSetting(jobsItem),
  money: createSetting(moneyItem),
  privacy: createSetting(privacyItem),
  serverModels: createSetting(serverModelsItem),
  refusedFields: createSetting(refusedFieldsItem),
  connectionDraft: createConnectionDraft(),
});
