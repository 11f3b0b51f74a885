/**
 * Registrations of an address: parses and prints `application/reginfo+xml` of the package `reg` (RFC 3680 §5).
 * Subjects: reginfo document; RFC 3680.
 */

import { escapeXml } from '../xml-escape.js';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../xml.js';

export const REG_INFO = { package: 'reg', contentType: 'application/reginfo+xml' } as const;

export interface RegContact {
  id: string;
  state: 'active' | 'terminated';
  /** `registered`, `created`, `refreshed`, `shortened`, `expired`, `deactivated`, `probation`, `unregistered`, `rejected`. */
  event: string;
  uri: string;
  displayName: string | undefined;
  /** Remaining lifetime in seconds. */
  expires: number | undefined;
  /** Seconds before the next registration, with `probation`. */
  retryAfter: number | undefined;
}

export interface Registration {
  id: string;
  /** The address-of-record. */
  aor: string;
  state: 'init' | 'active' | 'terminated';
  contacts: RegContact[];
}

export interface RegInfo {
  /** Incremented with each document. */
  version: number;
  state: 'full' | 'partial';
  registrations: Registration[];
}

const NAMESPACE = 'urn:ietf:params:xml:ns:reginfo';

/** Parses a body. Undefined if it is not a reginfo document. Elements without a mandatory attribute are skipped. */
export function parseRegInfo(body: string): RegInfo | undefined {
  const root = parseXml(body);
  if (!root || root.name !== 'reginfo' || root.namespace !== NAMESPACE) return undefined;
  const version = readNumber(root.attributes.get('version'));
  const state = root.attributes.get('state');
  if (version === undefined || (state !== 'full' && state !== 'partial')) return undefined;
  return {
    version,
    state,
    registrations: childrenOf(root, 'registration').flatMap((element) => readRegistration(element) ?? []),
  };
}

export function printRegInfo({ version, state, registrations }: RegInfo): string {
  const root = `<reginfo xmlns="${NAMESPACE}" version="${version}" state="${state}">`;
  return ['<?xml version="1.0"?>', root, ...registrations.map(printRegistration), '</reginfo>', ''].join('\n');
}

function readRegistration(element: XmlElement): Registration | undefined {
  const id = element.attributes.get('id');
  const aor = element.attributes.get('aor');
  const state = element.attributes.get('state');
  if (id === undefined || aor === undefined) return undefined;
  if (state !== 'init' && state !== 'active' && state !== 'terminated') return undefined;
  return { id, aor, state, contacts: childrenOf(element, 'contact').flatMap((contact) => readContact(contact) ?? []) };
}

function readContact(element: XmlElement): RegContact | undefined {
  const { attributes } = element;
  const id = attributes.get('id');
  const state = attributes.get('state');
  const event = attributes.get('event');
  const uri = textOf(element, 'uri');
  if (id === undefined || event === undefined || uri === undefined) return undefined;
  if (state !== 'active' && state !== 'terminated') return undefined;
  return {
    id,
    state,
    event,
    uri,
    displayName: childOf(element, 'display-name')?.text,
    expires: readNumber(attributes.get('expires')),
    retryAfter: readNumber(attributes.get('retry-after')),
  };
}

function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}

function printRegistration({ id, aor, state, contacts }: Registration): string {
  const open = `<registration aor="${escapeXml(aor)}" id="${escapeXml(id)}" state="${state}">`;
  return `${open}${contacts.map(printContact).join('')}</registration>`;
}

function printContact({ id, state, event, uri, displayName, expires, retryAfter }: RegContact): string {
  const left = expires === undefined ? '' : ` expires="${Math.floor(expires)}"`;
  const later = retryAfter === undefined ? '' : ` retry-after="${Math.floor(retryAfter)}"`;
  const name = displayName === undefined ? '' : `<display-name>${escapeXml(displayName)}</display-name>`;
  const open = `<contact id="${escapeXml(id)}" state="${state}" event="${escapeXml(event)}"${left}${later}>`;
  return `${open}<uri>${escapeXml(uri)}</uri>${name}</contact>`;
}
