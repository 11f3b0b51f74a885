/**
 * Browsers with a fake microphone, one of each kind for the whole run; every phone of a test gets a context of its own.
 * Subjects: browsers of end-to-end tests.
 */
import puppeteer, { type Browser, type BrowserContext, type LaunchOptions, type Page } from 'puppeteer-core';
import { chromiumFlags } from '../../../scripts/chromium.mjs';
import { firefoxPreferences } from '../../../scripts/firefox.mjs';
import { needs, needsFirefox } from '../../support/needs.js';
import type { Context } from 'mocha';
import { installReader } from './phone-on-page.js';
import { installSoundMeter } from './sound.js';

export type BrowserName = 'Chromium' | 'Firefox';

export const BROWSERS: readonly BrowserName[] = ['Chromium', 'Firefox'];

const browsers = new Map<BrowserName, Promise<Browser>>();

export async function browserOf(context: Context, name: BrowserName = 'Chromium'): Promise<Browser> {
  const options = await launchOptions(context, name);
  const running = browsers.get(name) ?? puppeteer.launch(options);
  browsers.set(name, running);
  return running;
}

/** How a browser is started, for those that a test has for itself. Skips where it is not installed. */
export async function launchOptions(context: Context, name: BrowserName): Promise<LaunchOptions> {
  if (name === 'Chromium')
    return { executablePath: needs(context, 'chromium'), args: [...chromiumFlags], headless: true };
  const executablePath = await needsFirefox(context);
  return { browser: 'firefox', executablePath, extraPrefsFirefox: { ...firefoxPreferences }, headless: true };
}

after('close the browsers', async () => {
  for (const browser of browsers.values()) await (await browser).close();
  browsers.clear();
});

/** A page in a context of its own, with what went wrong in it. */
export interface Tab {
  readonly page: Page;
  /** Uncaught exceptions, unhandled rejections and errors on the console of the page. */
  readonly errors: string[];
  /** What the page wrote to its console, and its requests that failed. */
  readonly log: string[];
  /** Opens another page of the same profile, which shares storage, locks and channels: a second tab. */
  another(url: string): Promise<Tab>;
  close(): Promise<void>;
}

/** What is to be done to a page before it is loaded. */
export type Prepare = (page: Page) => Promise<unknown>;

/** Opens an address in a new browser context, so that no storage or connection is shared. */
export async function openTab(
  context: Context,
  url: string,
  name: BrowserName = 'Chromium',
  prepare?: Prepare,
): Promise<Tab> {
  return openTabIn(await browserOf(context, name), url, prepare);
}

/** The same in a browser that a test has for itself. */
export async function openTabIn(browser: Browser, url: string, prepare?: Prepare): Promise<Tab> {
  return openTabOf(await browser.createBrowserContext(), url, prepare);
}

async function openTabOf(own: BrowserContext, url: string, prepare?: Prepare): Promise<Tab> {
  const page = await own.newPage();
  const errors: string[] = [];
  const log: string[] = [];
  page.on('console', (message) => log.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => log.push(`${request.url()}: ${request.failure()?.errorText}`));
  // A user who is asked whether to leave the page leaves it.
  page.on('dialog', (dialog) => void (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()));
  // What tsx makes of functions calls this helper, which the page does not have.
  await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
  await page.evaluateOnNewDocument(installSoundMeter);
  await page.evaluateOnNewDocument(installReader);
  await prepare?.(page);
  await page.goto(url);
  return { page, errors, log, another: (other) => openTabOf(own, other, prepare), close: () => own.close() };
}
