import type { Page } from 'playwright';
import { grantActiveTab } from '../rig/headless';
import { openedSidePanel } from '../rig/side-panel';
import { resultOf, stagedImage } from './editing';
import type { Guide } from './job';
import { openScene, type Scene, visit } from './scene';

const generatedPrompt = 'a yellow balloon over the hills';

/** Makes a picture from words alone. */
export async function generate({ report, album }: Guide, scene: Scene, panel: Page): Promise<void> {
  await report.step(`Generate a picture: “${generatedPrompt}”`, async () => {
    await panel.getByRole('tab', { name: 'Generate' }).click();
    await panel.getByRole('tab', { name: 'Generate', selected: true }).waitFor();
    await panel.getByRole('textbox', { name: 'Prompt' }).fill(generatedPrompt);
    await panel.getByRole('button', { name: 'Generate', exact: true }).click();
    await resultOf(panel);
    await album.shoot(scene, 'generated', { panel });
    await panel.getByRole('tab', { name: 'Edit' }).click();
    await stagedImage(panel, 'edit');
  });
}

/** The same profile the next day, in Korean and dark: image, mask, prompt and result are still there. */
export async function showOtherFaces(guide: Guide, profile: string): Promise<void> {
  const { report, cleanup, services, album } = guide;
  await report.step('Start the browser anew, in Korean and dark: all is still there', async () => {
    const scene = await openScene(services, cleanup, { profile, lang: 'ko', colorScheme: 'dark' });
    album.show(scene);
    const page = await visit(scene, `${scene.gallery}/?lang=ko`);
    await grantActiveTab(scene.browser, page); // presses the toolbar button
    const { page: panel } = await openedSidePanel(scene.browser);
    await stagedImage(panel, 'edit');
    await album.shoot(scene, 'korean-dark', { panel });
    await scene.browser.close();
  });
}
