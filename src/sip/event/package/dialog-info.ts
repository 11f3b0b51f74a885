/**
 * Dialog state: parses and prints `application/dialog-info+xml` (RFC 4235 §4), for BLF lamps and pick-up.
 * Subjects: dialog-info document; missing document of a lamp, detected; RFC 4235.
 */

import { escapeXml } from '../xml-escape.js';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../xml.js';

export { DIALOG_INFO } from './names.js';

export type DialogInfoState = 'trying' | 'proceeding' | 'early' | 'confirmed' | 'terminated';

/** One party of a watched dialog. */
export interface DialogParty {
  identity: string | undefined;
  display: string | undefined;
  target: string | undefined;
}

/** One dialog of the watched address. */
export interface DialogInfoDialog {
  /** Identifies the dialog in this and later documents. */
  id: string;
  callId: string | undefined;
  localTag: string | undefined;
  remoteTag: string | undefined;
  /** Whether the watched user agent is the caller (`initiator`) or the callee. */
  direction: 'initiator' | 'recipient' | undefined;
  state: DialogInfoState;
  /** The reason of the state: `cancelled`, `rejected`, `replaced`, `local-bye`, `remote-bye`, `error`, `timeout`. */
  event: string | undefined;
  /** The status code that caused the state. */
  code: number | undefined;
  /** Seconds since its creation. */
  duration: number | undefined;
  local: DialogParty | undefined;
  remote: DialogParty | undefined;
  /** Whether the watched user agent renders the media: false on hold (`+sip.rendering`, RFC 4235 §4.1.6). */
  rendering?: boolean;
}

export interface DialogInfo {
  /** Incremented with each document; a gap means that one was lost. */
  version: number;
  /** Whether the document lists all dialogs, or only changed ones. */
  state: 'full' | 'partial';
  /** The watched address. */
  entity: string;
  dialogs: DialogInfoDialog[];
}

const NAMESPACE = 'urn:ietf:params:xml:ns:dialog-info';
/** The dialogs that are kept, the latest ones: a notifier could add some with each partial document. */
const MOST_DIALOGS = 1000;
const STATES: ReadonlySet<string> = new Set(['trying', 'proceeding', 'early', 'confirmed', 'terminated']);

/** Parses a body. Undefined if it is not a dialog-info document. Dialogs without an id or a known state are skipped. */
export function parseDialogInfo(body: string): DialogInfo | undefined {
  const root = parseXml(body);
  if (!root || root.name !== 'dialog-info' || root.namespace !== NAMESPACE) return undefined;
  const version = Number(root.attributes.get('version'));
  const state = root.attributes.get('state');
  const entity = root.attributes.get('entity');
  if (!Number.isSafeInteger(version) || version < 0 || entity === undefined) return undefined;
  if (state !== 'full' && state !== 'partial') return undefined;
  const dialogs = childrenOf(root, 'dialog').flatMap((element) => readDialog(element) ?? []);
  return { version, state, entity, dialogs };
}

/**
 * Merges a document into the known state: a full one replaces all, a partial one the dialogs it lists; terminated
 * dialogs are removed. Undefined if a document was missed: request a full one by a refresh (§4.4).
 */
export function mergeDialogInfo(known: DialogInfo | undefined, next: DialogInfo): DialogInfo | undefined {
  const live = (dialogs: DialogInfoDialog[]): DialogInfoDialog[] =>
    dialogs.filter(({ state }) => state !== 'terminated').slice(-MOST_DIALOGS);
  if (known && next.version <= known.version && next.state === 'partial') return known;
  if (next.state === 'full') return { ...next, dialogs: live(next.dialogs) };
  if (!known || next.version !== known.version + 1) return undefined;
  const byId = new Map(known.dialogs.map((dialog) => [dialog.id, dialog]));
  for (const dialog of next.dialogs) byId.set(dialog.id, dialog);
  return { ...next, state: 'full', dialogs: live([...byId.values()]) };
}

export function printDialogInfo({ version, state, entity, dialogs }: DialogInfo): string {
  const root = `<dialog-info xmlns="${NAMESPACE}" version="${version}" state="${state}" entity="${escapeXml(entity)}">`;
  return ['<?xml version="1.0"?>', root, ...dialogs.map(printDialog), '</dialog-info>', ''].join('\n');
}

function readDialog(element: XmlElement): DialogInfoDialog | undefined {
  const id = element.attributes.get('id');
  const state = childOf(element, 'state');
  const direction = element.attributes.get('direction');
  if (id === undefined || !state || !STATES.has(state.text)) return undefined;
  return {
    id,
    callId: element.attributes.get('call-id'),
    localTag: element.attributes.get('local-tag'),
    remoteTag: element.attributes.get('remote-tag'),
    direction: direction === 'initiator' || direction === 'recipient' ? direction : undefined,
    state: state.text as DialogInfoState,
    event: state.attributes.get('event'),
    code: readNumber(state.attributes.get('code')),
    duration: readNumber(textOf(element, 'duration')),
    local: readParty(childOf(element, 'local')),
    remote: readParty(childOf(element, 'remote')),
    ...readRendering(childOf(element, 'local')),
  };
}

function readParty(element: XmlElement | undefined): DialogParty | undefined {
  if (!element) return undefined;
  const identity = childOf(element, 'identity');
  return {
    identity: identity?.text,
    display: identity?.attributes.get('display'),
    target: childOf(element, 'target')?.attributes.get('uri'),
  };
}

function readRendering(local: XmlElement | undefined): Pick<DialogInfoDialog, 'rendering'> {
  const target = local && childOf(local, 'target');
  const params = target ? childrenOf(target, 'param') : [];
  const value = params.find(({ attributes }) => attributes.get('pname') === '+sip.rendering')?.attributes.get('pval');
  return value === 'yes' || value === 'no' ? { rendering: value === 'yes' } : {};
}

function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}

function printDialog(dialog: DialogInfoDialog): string {
  const { id, callId, localTag, remoteTag, direction, state, event, code, duration, local, remote, rendering } = dialog;
  const names = attributes({ id, 'call-id': callId, 'local-tag': localTag, 'remote-tag': remoteTag, direction });
  const why = attributes({ event, code: code === undefined ? undefined : String(code) });
  const parts = [`<state${why}>${state}</state>`];
  if (duration !== undefined) parts.push(`<duration>${Math.floor(duration)}</duration>`);
  if (local) parts.push(printParty('local', local, rendering));
  if (remote) parts.push(printParty('remote', remote));
  return `<dialog${names}>${parts.join('')}</dialog>`;
}

function printParty(name: 'local' | 'remote', { identity, display, target }: DialogParty, rendering?: boolean): string {
  const party = identity === undefined ? '' : `<identity${attributes({ display })}>${escapeXml(identity)}</identity>`;
  const param = rendering === undefined ? '' : `<param pname="+sip.rendering" pval="${rendering ? 'yes' : 'no'}"/>`;
  const at = attributes({ uri: target });
  const where = target === undefined ? '' : param ? `<target${at}>${param}</target>` : `<target${at}/>`;
  return `<${name}>${party}${where}</${name}>`;
}

function attributes(values: Record<string, string | undefined>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXml(value)}"`))
    .join('');
}
