/**
 * The file for `<script src="…/sip-loader.js" async>`: starts the loader once, with the modules beside this file.
 * Subjects: sip-loader.js script; base URL of the loader; failed module in Firefox, loaded again.
 */

import { Loader } from './loader.js';

/** The script tag, also where a speed plug-in runs this file later. A form control can have the name `currentScript`. */
const script =
  document.currentScript instanceof HTMLScriptElement
    ? document.currentScript
    : document.querySelector<HTMLScriptElement>('script[src*="sip-loader"]');

const base = script?.getAttribute('data-sip-base')?.replace(/\/*$/, '/') ?? '.';
const started = Symbol.for('sip-elements/loader');

/**
 * Firefox keeps a failure for the life of the page: the same address with a query is another one (HTML §8.1.4.2). An import map with the
 * hashes of the files names only the first address, so it stays where the page checks hashes.
 */
const addressOf = (url: string, failures: number): string =>
  failures > 0 && !script?.integrity ? `${url}?retry=${failures}` : url;

if (!(started in globalThis)) {
  const loader = new Loader({
    script,
    base: new URL(base, script?.src || document.baseURI).href,
    load: (url, failures) => import(/* @vite-ignore */ addressOf(url, failures)),
    wait: (work, ms) => void setTimeout(work, ms),
  });
  Object.defineProperty(globalThis, started, { value: loader });
}
