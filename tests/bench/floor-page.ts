import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A page of the extension's origin with three tabs that answer and nothing else, not even a library. */
export const floorPage = 'floor.html';

const html = `<!doctype html>
<meta charset="utf-8" />
<title>Floor</title>
<div id="app"></div>
<script type="module" src="floor.js"></script>
`;

const script = `const list = document.createElement('div');
list.role = 'tablist';
for (const name of ['Edit', 'Generate', 'History']) {
  const tab = document.createElement('button');
  tab.role = 'tab';
  tab.textContent = name;
  tab.ariaSelected = String(name === 'Edit');
  tab.onclick = () => {
    for (const each of list.children) each.ariaSelected = String(each === tab);
  };
  list.append(tab);
}
document.querySelector('#app').append(list);
`;

/** Adds the floor page to a built extension, before a browser loads it. */
export async function addFloorPage(extension: string): Promise<void> {
  await writeFile(path.join(extension, floorPage), html);
  await writeFile(path.join(extension, 'floor.js'), script);
}
