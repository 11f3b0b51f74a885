/**
 * Presence: `application/pidf+xml` (RFC 3863 §4) of `presence` (RFC 3856), with RPID activities (RFC 4480 §3.2).
 * Subjects: PIDF document, parsed; RPID activities.
 */

import { childOf, childrenOf, parseXml, textOf, type XmlElement } from '../xml.js';
import { DATA_MODEL, PIDF, RPID } from './names.js';

export { PRESENCE } from './names.js';

/** One way to reach the presentity. */
export interface PresenceTuple {
  id: string;
  /** Whether this contact accepts messages; undefined if not stated. */
  basic: 'open' | 'closed' | undefined;
  contact: string | undefined;
  /** 0 to 1; a higher value is preferred. */
  priority: number | undefined;
  notes: string[];
  /** As received: an RFC 3339 time. */
  timestamp: string | undefined;
}

export interface Presence {
  /** The `pres:` or `sip:` URI of the presentity. */
  entity: string;
  tuples: PresenceTuple[];
  notes: string[];
  /** Activities of the presentity: `on-the-phone`, `away`, `busy`, `meeting`, … */
  activities: string[];
}

/** Parses a body. Undefined if it is not a PIDF document. Tuples without an id are skipped. */
export function parsePresence(body: string): Presence | undefined {
  const root = parseXml(body);
  const entity = root?.attributes.get('entity');
  if (!root || root.name !== 'presence' || root.namespace !== PIDF || entity === undefined) return undefined;
  const tuples = childrenOf(root, 'tuple').flatMap((element) => readTuple(element) ?? []);
  const persons = root.children.filter(({ name, namespace }) => name === 'person' && namespace === DATA_MODEL);
  return {
    entity,
    tuples,
    notes: notesOf(root, PIDF),
    activities: [
      root,
      ...childrenOf(root, 'tuple').flatMap((tuple) => childOf(tuple, 'status') ?? []),
      ...persons,
    ].flatMap(activitiesOf),
  };
}

function readTuple(element: XmlElement): PresenceTuple | undefined {
  const id = element.attributes.get('id');
  if (id === undefined) return undefined;
  const status = childOf(element, 'status');
  const basic = status && textOf(status, 'basic');
  const contact = childOf(element, 'contact');
  const priority = Number(contact?.attributes.get('priority') ?? NaN);
  return {
    id,
    basic: basic === 'open' || basic === 'closed' ? basic : undefined,
    contact: contact?.text,
    priority: priority >= 0 && priority <= 1 ? priority : undefined,
    notes: notesOf(element, PIDF),
    timestamp: textOf(element, 'timestamp'),
  };
}

function notesOf(element: XmlElement, wanted: string): string[] {
  return element.children
    .filter(({ name, namespace }) => name === 'note' && namespace === wanted)
    .map(({ text }) => text);
}

function activitiesOf(element: XmlElement): string[] {
  return element.children
    .filter(({ name, namespace }) => name === 'activities' && namespace === RPID)
    .flatMap(({ children }) =>
      children.filter(({ name }) => name !== 'note').map(({ name, text }) => (name === 'other' ? text : name)),
    );
}
