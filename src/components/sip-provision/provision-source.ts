/**
 * Where the document of an account comes from: a link, the text of a code, or a file; and what of it the user is shown.
 * Subjects: document of a set-up link; what a set-up may change; size of a set-up document; https of a set-up link; fragment of a
 * set-up link, removed from the address bar.
 */

import { AccountDocumentError, readDocument, type AccountDocument } from '../../phone/account/account-document.js';
import { withTimeLimit } from '../../sip/base/time-limit.js';
import type { PhoneConfiguration } from '../../phone/configuration.js';
import { elementClock } from '../shared/time/time.js';

/** The parameter of the fragment: a fragment is not sent to the server of the page, as a query would be (RFC 9110 §4.2.5). */
const NAME = 'provision';
/** Time that the server of the document has, ms, and the longest document, in characters. */
const LIMIT = 30_000;
const LONGEST = 100_000;
/** The longest text of what the user is asked about, in characters: a longer one could hide a server behind the first. */
const LONGEST_SHOWN = 200;

/** A document, and how it is had again; a file is had once. */
export interface Provision {
  readonly document: AccountDocument;
  /** The origin of the link; undefined for a file. */
  readonly host: string | undefined;
  readonly url: string | undefined;
}

/** Returns the URL of a document from the text of a link or a code; undefined where it is no https URL, or has a password. */
export function provisionUrl(text: string): URL | undefined {
  const written = text.trim();
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  const inner = new URLSearchParams(url.hash.slice(1)).get(NAME);
  if (inner !== null) return inner.includes(`#${NAME}=`) ? undefined : provisionUrl(inner);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : undefined;
}

/** Returns what the fragment of the page's URL has for it, and removes it there; undefined without it, and in a frame. */
export function takeProvision(): string | undefined {
  const hash = new URLSearchParams(location.hash.slice(1));
  const text = hash.get(NAME);
  if (text === null) return undefined;
  hash.delete(NAME);
  const url = new URL(location.href);
  url.hash = hash.toString();
  // Before anything else: history, extensions and error reports read the URL of the page.
  history.replaceState(history.state, '', url);
  return window.parent === window ? text : undefined;
}

/** Fetches a document. Rejects where there is none; the error names no value. */
export async function fetchProvision(url: URL, signal: AbortSignal): Promise<Provision> {
  const document = await withTimeLimit((over) => request(url.href, over), {
    clock: elementClock(),
    limit: LIMIT,
    signal,
  });
  return { document: readShown(document), host: url.host, url: url.href };
}

/** Reads a document from the text of a file. Throws where it has none. */
export function provisionInFile(text: string): Provision {
  return { document: readShown(parsed(text)), host: undefined, url: undefined };
}

/** Reads a document of which the user can be shown the whole server, address and name. */
function readShown(given: unknown): AccountDocument {
  const document = readDocument(given);
  for (const value of [document.server, document.uri, document.displayName]) {
    const texts: readonly unknown[] = [value ?? ''].flat();
    if (texts.some((text) => typeof text !== 'string') || texts.join(' ').length > LONGEST_SHOWN)
      throw new AccountDocumentError('A server, address or name of the document cannot be shown.');
  }
  return document;
}

/** What the document names, or may name, in place of what the page has named. */
const REPLACED = {
  server: undefined,
  uri: undefined,
  displayName: undefined,
  registrar: undefined,
  username: undefined,
  password: undefined,
  credentials: undefined,
};

/** Returns the options of a phone that takes the document of a link, in place of the account that the page has named. */
export const optionsAt = (url: URL): Partial<PhoneConfiguration> => ({
  ...REPLACED,
  accountSource: async ({ signal }) => (await fetchProvision(url, signal)).document,
});

/** Returns the options of a phone that takes a document that is there; a link is fetched again when it is to be renewed. */
export function optionsOf({ document, url }: Provision): Partial<PhoneConfiguration> {
  const later = url === undefined ? undefined : optionsAt(new URL(url)).accountSource;
  let first: AccountDocument | undefined = document;
  return {
    ...REPLACED,
    accountSource: (request) => {
      const known = later ? first : document;
      first = undefined;
      return known ?? later?.(request);
    },
  };
}

async function request(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, {
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { accept: 'application/json' },
    signal,
  });
  if (!response.ok) throw new AccountDocumentError(`The link was answered with ${response.status}.`);
  return parsed(await response.text());
}

function parsed(text: string): unknown {
  if (text.length > LONGEST) throw new AccountDocumentError('The document of the account is too long.');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AccountDocumentError('The document of the account is not JSON.');
  }
}
