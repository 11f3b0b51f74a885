/** Chromium with a fake microphone, one for the whole run; every phone of a test gets a context of its own. */
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { chromiumFlags } from '../../../scripts/chromium.mjs';
import { needs } from '../../support/needs.js';
import type { Context } from 'mocha';
import { installReader } from './phone-on-page.js';
import { installSoundMeter } from './sound.js';

let browser: Promise<Browser> | undefined;

export function browserOf(context: Context): Promise<Browser> {
  const executablePath = needs(context, 'chromium');
  browser ??= puppeteer.launch({ executablePath, args: chromiumFlags, headless: true });
  return browser;
}

after('close the browser', async () => {
  await (await browser)?.close();
  browser = undefined;
});

/** A page in a context of its own, with what went wrong in it. */
export interface Tab {
  readonly page: Page;
  /** Uncaught exceptions, unhandled rejections and errors on the console of the page. */
  readonly errors: string[];
  /** What the page wrote to its console. */
  readonly log: string[];
  close(): Promise<void>;
}

/** Opens an address in a new browser context, so that no storage or connection is shared. */
export async function openTab(context: Context, url: string): Promise<Tab> {
  const own: BrowserContext = await (await browserOf(context)).createBrowserContext();
  const page = await own.newPage();
  const errors: string[] = [];
  const log: string[] = [];
  page.on('console', (message) => log.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  // What tsx makes of functions calls this helper, which the page does not have.
  await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
  await page.evaluateOnNewDocument(installSoundMeter);
  await page.evaluateOnNewDocument(installReader);
  await page.goto(url);
  return { page, errors, log, close: () => own.close() };
}
