/**
 * The catalogue of stories, as `storybook build` makes it, in a browser: pages from the manifest, controls and toolbar that change the real
 * element, the results of the accessibility check, the groups.
 * Subjects: Storybook in a browser, tested.
 */
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { manifestFolder } from '../../support/package-files.js';
import type {} from '../../../src/define/sip-dialpad.js';
import { openTab, type Tab } from '../support/browser.js';
import { until } from '../support/until.js';

const ROOT = join(import.meta.dirname, '../../..');
const STORYBOOK = join(ROOT, 'node_modules/storybook/dist/bin/dispatcher.js');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

describe('The catalogue of stories', () => {
  let folder: string;
  let server: Server;
  let url: string;
  let tab: Tab;

  before(async function () {
    this.timeout(180_000);
    folder = mkdtempSync(join(tmpdir(), 'sip-elements-catalogue-'));
    const options = ['--output-dir', folder, '--loglevel', 'warn', '--disable-telemetry'];
    const env = { ...process.env, NODE_ENV: 'production', DOCS_REFERENCE: await manifestFolder() };
    await promisify(execFile)(process.execPath, [STORYBOOK, 'build', ...options], { cwd: ROOT, env });
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const file = join(folder, pathname === '/' ? 'index.html' : pathname);
      try {
        const content = readFileSync(file);
        response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream').end(content);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    tab = await openTab(this, 'about:blank', 'Chromium', (page) => page.setViewport({ width: 1280, height: 900 }));
  });

  after(async () => {
    await tab?.close();
    server?.closeAllConnections();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a page gives, as soon as it gives something. */
  const found = <T>(what: string, look: () => T): Promise<T> => until(what, () => tab.page.evaluate(look), 60_000);
  /** What the dialpad in the story gives, as soon as it gives something: the frame of the story is loaded meanwhile. */
  const dialpad = <T>(what: string, look: (element: HTMLElementTagNameMap['sip-dialpad']) => T): Promise<T> =>
    until(
      what,
      async () => {
        const frame = tab.page.frames().find((one) => one.url().includes('iframe.html'));
        const element = await frame?.$('sip-dialpad').catch(() => null);
        return element?.evaluate(look as (node: Element) => T).catch(() => undefined);
      },
      60_000,
    ) as Promise<T>;
  /** By the element itself: a part of the frame around the story may still be moving. */
  const press = async (selector: string): Promise<void> => {
    await tab.page.waitForSelector(selector, { timeout: 60_000 });
    await tab.page.$eval(selector, (element) => (element as HTMLElement).click());
  };

  it('has a page of an element with what its manifest says', async () => {
    await tab.page.goto(`${url}/iframe.html?viewMode=docs&id=dialling-sip-dialpad--docs`);
    const rows = await found('the table', () => {
      const cells = [...document.querySelectorAll('.docblock-argstable tbody tr')].map((row) =>
        [...row.children].map(({ textContent }) => textContent.trim()),
      );
      return cells.length > 5 ? Object.fromEntries(cells.map(([name, text]) => [name, text])) : undefined;
    });
    expect(rows).to.include.keys('mode', 'disabled', 'sip-digit', '--sip-key', 'key', 'digit');
    expect(rows!['disabled']).to.match(/^Disables all keys\./);
    await found('the story in it', () => document.querySelector('sip-dialpad')?.shadowRoot?.querySelector('button'));
  });

  it('has its elements in groups, controls that set the real element, and the result of an accessibility check', async () => {
    await tab.page.goto(`${url}/?path=/story/dialling-sip-dialpad--typing`);
    const groups = await found('the groups', () => {
      const all = [...document.querySelectorAll('#storybook-explorer-menu [data-action="collapse-root"]')];
      return all.length > 0 ? all.map(({ textContent }) => textContent.trim()) : undefined;
    });
    expect(groups).to.deep.equal(['Presets', 'In a call', 'Buttons', 'Dialling', 'People', 'Set-up', 'Themes']);
    expect(await dialpad('the element', ({ disabled, mode }) => [disabled, mode])).to.deep.equal([false, 'auto']);
    await press('#set-disabled');
    await press('#control-disabled');
    await dialpad('the control of a boolean', ({ disabled }) => disabled);
    await tab.page.select('#control-mode', 'dtmf');
    await dialpad('the control of a choice', ({ mode }) => mode === 'dtmf');
    await found('the tab of the check', () => {
      const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
      const check = tabs.find(({ textContent }) => textContent.startsWith('Accessibility'));
      check?.click();
      return check !== undefined;
    });
    const counts = await found('the check', () => {
      const [violations, passes] = ['violations', 'passes'].map((name) =>
        document.querySelector(`[id$="-tab-${name}"]`)?.textContent.replace(/\D/g, ''),
      );
      return Number(passes) > 0 ? [Number(violations), Number(passes)] : undefined;
    });
    expect(counts![0]).to.equal(0);
    expect(counts![1]).to.be.above(3);
  });

  it('has a toolbar that changes the page of the story: scheme, theme, language, direction, forced colours', async () => {
    await found('the toolbar', () =>
      ['scheme', 'skin', 'language', 'direction', 'forced'].every((name) =>
        document.querySelector(`button[aria-label^="${name} "]`),
      ),
    );
    await tab.page.goto(
      `${url}/iframe.html?id=presets-sip-phone--dialpad&globals=scheme:dark;skin:dense;language:ar;direction:ltr;forced:active`,
    );
    await found('the language', () =>
      document.querySelector('sip-phone')?.shadowRoot?.textContent.match(/[\u0600-\u06ff]/),
    );
    const page = await tab.page.evaluate(() => {
      const { dataset, dir, lang } = document.documentElement;
      return [getComputedStyle(document.documentElement).colorScheme, dataset['sipTheme'], lang, dir];
    });
    expect(page).to.deep.equal(['dark', 'dense', 'ar', 'ltr']);
    const edge = (): string | undefined => {
      const faces = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? faces(node.shadowRoot) : [])]);
      const face = faces(document).find((node) => node.matches('.face'));
      const width = face && getComputedStyle(face).borderTopWidth;
      return width === '0px' ? undefined : width;
    };
    expect(await found('forced colours', edge)).to.match(/^[12]px$/);
    expect(tab.errors).to.deep.equal([]);
  });
});
