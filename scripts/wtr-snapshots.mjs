/**
 * Commands for browser tests that compare what they see with a committed file: `accessibility-tree` returns the tree that
 * Chromium gives to assistive technology, `snapshot` compares a text with a file, `picture` parts of the page with a PNG.
 * `npm run snapshots` writes the files.
 * Subjects: snapshot commands of browser tests.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { treeText } from './accessibility-tree.mjs';
import { comparePicture } from './pictures.mjs';

const root = dirname(import.meta.dirname);

/** Whether the files are written instead of compared. */
const updates = process.env.UPDATE_SNAPSHOTS === 'true';

/** @param {import('puppeteer-core').CDPSession} devtools @param {string} selector */
async function accessibilityTree(devtools, selector) {
  const { result } = await devtools.send('Runtime.evaluate', {
    expression: `document.querySelector(${JSON.stringify(selector)})`,
  });
  if (!result.objectId) throw new Error(`There is no ${selector} in the page.`);
  const { node } = await devtools.send('DOM.describeNode', { objectId: result.objectId });
  await devtools.send('Accessibility.enable');
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  return treeText(nodes, node.backendNodeId);
}

/**
 * @param {{ file: string, text: string }} snapshot the file is relative to the root of the repository
 * @returns {string | null} what the file holds where that is another text
 */
function compare({ file, text }) {
  const path = join(root, file);
  if (updates) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return null;
  }
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return kept === text ? null : kept;
}

/** @returns {import('@web/test-runner-core').TestRunnerPlugin} */
export function snapshotPlugin() {
  return {
    name: 'snapshots',
    async executeCommand({ command, payload, session }) {
      if (command === 'snapshot') return { kept: compare(/** @type {{ file: string, text: string }} */ (payload)) };
      if (command !== 'accessibility-tree' && command !== 'picture') return undefined;
      const browser = /** @type {import('@web/test-runner-chrome').ChromeLauncher} */ (session.browser);
      const devtools = await browser.getPage(session.id).createCDPSession();
      try {
        if (command === 'accessibility-tree') return await accessibilityTree(devtools, String(payload));
        const picture = /** @type {import('./pictures.mjs').Picture} */ (payload);
        return { difference: await comparePicture(devtools, picture, root, updates) };
      } finally {
        await devtools.detach();
      }
    },
  };
}
