/**
 * Prints a presence document (RFC 3863 §4, RFC 4480 §3.2), apart from its parser, as few pages publish one.
 * Subjects: PIDF document, printed.
 */

import { escapeXml } from '../xml-escape.js';
import { DATA_MODEL, PIDF, RPID } from './names.js';
import type { Presence, PresenceTuple } from './presence.js';

export function printPresence({ entity, tuples, notes, activities }: Presence): string {
  const rich = activities.length > 0;
  const extra = rich ? ` xmlns:dm="${DATA_MODEL}" xmlns:rpid="${RPID}"` : '';
  const person = rich
    ? [`<dm:person id="p1"><rpid:activities>${activities.map(printActivity).join('')}</rpid:activities></dm:person>`]
    : [];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<presence xmlns="${PIDF}"${extra} entity="${escapeXml(entity)}">`,
    ...tuples.map(printTuple),
    ...notes.map(printNote),
    ...person,
    '</presence>',
    '',
  ].join('\n');
}

/** Prints an activity; one that is not defined in RFC 4480 becomes `other`. */
function printActivity(activity: string): string {
  return /^[a-z][a-z-]*$/.test(activity) ? `<rpid:${activity}/>` : `<rpid:other>${escapeXml(activity)}</rpid:other>`;
}

function printTuple({ id, basic, contact, priority, notes, timestamp }: PresenceTuple): string {
  const status = basic === undefined ? '<status/>' : `<status><basic>${basic}</basic></status>`;
  const rank = priority === undefined ? '' : ` priority="${priority}"`;
  const where = contact === undefined ? '' : `<contact${rank}>${escapeXml(contact)}</contact>`;
  const when = timestamp === undefined ? '' : `<timestamp>${escapeXml(timestamp)}</timestamp>`;
  return `<tuple id="${escapeXml(id)}">${status}${where}${notes.map(printNote).join('')}${when}</tuple>`;
}

function printNote(note: string): string {
  return `<note>${escapeXml(note)}</note>`;
}
