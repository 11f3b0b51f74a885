/**
 * The address that a page was opened with to call it: `?call=sip:bob@example.com` or `#call=tel:+442079460123`.
 * Subjects: address in the URL of the page; registerProtocolHandler; ?call= parameter.
 */

/** The name of the parameter. */
const CALL = 'call';

/**
 * Returns the address and removes it from the URL of the page, so that a reload or a shared link does not request the call again.
 * Undefined without one, and in a frame, where another page could place its own content over the question.
 */
export function takeUrlCall(): string | undefined {
  if (window.parent !== window) return undefined;
  const url = new URL(location.href);
  const hash = new URLSearchParams(url.hash.slice(1));
  const address = url.searchParams.get(CALL) ?? hash.get(CALL);
  if (address === null) return undefined;
  url.searchParams.delete(CALL);
  if (hash.has(CALL)) {
    hash.delete(CALL);
    url.hash = hash.toString();
  }
  history.replaceState(history.state, '', url);
  return address.trim() || undefined;
}

/** Schemes of the protocol handlers that a page may register (HTML §8.9.1.3). */
const HANDLED = ['tel', 'sip'] as const;

/**
 * Asks the browser to open `tel:` and `sip:` links of other pages and programs with this page. Returns whether the browser can; the
 * user decides there.
 */
export function registerHandlers(): boolean {
  const url = new URL(location.pathname, location.href);
  if (!isSecureContext || typeof navigator.registerProtocolHandler !== 'function') return false;
  for (const scheme of HANDLED) navigator.registerProtocolHandler(scheme, `${url.href}?${CALL}=%s`);
  return true;
}
