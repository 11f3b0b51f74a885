/** Mutated messages, a million in the long run, and inputs made to cost time: the parser neither throws nor hangs (RFC 3261 §26.3.2.4, RFC 4475). */

import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGES } from '../../../bench/parse/messages.mjs';
import { bodyParts } from '../../../src/sip/message/body.js';
import { parseReferTo } from '../../../src/sip/message/header/refer.js';
import { parseReasons } from '../../../src/sip/message/header/reason.js';
import { parseAuth } from '../../../src/sip/message/header/auth.js';
import { parseInfos } from '../../../src/sip/message/header/call-info.js';
import { parseRetryAfter } from '../../../src/sip/message/header/retry-after.js';
import { parseWarnings } from '../../../src/sip/message/header/warning.js';
import type { Message } from '../../../src/sip/message/message.js';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { parseMessage } from '../../../src/sip/message/parse.js';
import { URI } from '../../../src/sip/message/uri.js';
import { expectLinear } from '../../support/linear.js';
import { runs } from '../../support/runs.js';

const RUNS = runs(30_000, 1_000_000);

/** A random number generator with a seed, so that a failure can be repeated (xorshift32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function seeds(): string[] {
  const folder = join(import.meta.dirname, 'torture', 'rfc4475');
  const torture = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return [...torture, ...MESSAGES];
}

const SPICE = [
  ...'\r\n\t \0";,<>@:=?%[]\\/*()'.split(''),
  '\r\n',
  '\r\n ',
  '\r\n\r\n',
  '%00',
  '""',
  ';;',
  ',,',
  'sip:',
  '[::1]',
  '\u{1f600}',
  '\ud800',
  '\ufeff',
  '2147483648',
  '-1',
  'Content-Length: 99999\r\n',
  'Via: ',
];

/** A message with one to four pieces removed, doubled, moved, replaced or inserted. */
function mutate(text: string, random: (below: number) => number): string {
  let result = text;
  for (let n = 1 + random(4); n > 0; n--) {
    const at = random(result.length + 1);
    const length = random(random(4) === 0 ? 200 : 8);
    const spice = SPICE[random(SPICE.length)]!;
    const kind = random(5);
    const head = result.slice(0, at);
    if (kind === 0) result = head + result.slice(at + length);
    else if (kind === 1) result = head + spice + result.slice(at);
    else if (kind === 2) result = head + spice + result.slice(at + length);
    else if (kind === 3) result = head + result.slice(at, at + length).repeat(2) + result.slice(at + length);
    else result = head + String.fromCharCode(random(256)) + result.slice(at + 1);
  }
  return result;
}

/** Reads every typed value of a message. */
function readAll(message: Message): void {
  void [
    message.from.uri.user,
    message.from.friendlyName,
    message.to.tag,
    message.callId,
    message.cseq,
    message.via?.sentBy,
  ];
  void [message.vias, message.contacts, message.routes, message.recordRoutes, message.expires, message.contentType];
  for (const contact of message.contacts)
    void [contact.uri.params.get('transport'), contact.uri.aor, contact.toString()];
  message.toString();
}

describe('parseMessage() with mutated messages', () => {
  it('never throws, and gives each of its four verdicts', () => {
    const texts = seeds();
    const random = generator(0x5eed);
    const verdicts = new Map<string, number>();
    for (let run = 0; run < RUNS; run++) {
      const text = mutate(texts[run % texts.length]!, random);
      try {
        const result = parseMessage(text);
        verdicts.set(result.kind, (verdicts.get(result.kind) ?? 0) + 1);
        if (result.kind === 'request' || result.kind === 'response') {
          // Typed access to each sixteenth is enough to reach every getter many thousand times.
          if ((run & 15) === 0) readAll(result.message);
        } else if (result.kind === 'reject') result.message.toString();
      } catch (error) {
        throw new Error(`run ${run} threw ${String(error)} for ${JSON.stringify(text)}`, { cause: error });
      }
    }
    // Each verdict occurred, so that the mutations are neither too strong nor too weak.
    for (const kind of ['request', 'response', 'reject', 'drop'])
      expect(verdicts.get(kind), kind).to.be.above(RUNS / 100);
  }).timeout(600_000);
});

/** Repeats a unit to a length. */
const fill = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const HEAD =
  'Via: SIP/2.0/WS h;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:b@c>\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n';
const UNITS = [
  ';',
  ',',
  ' ',
  '\t',
  '"',
  '\\',
  '\\"',
  '<',
  '>',
  '<>',
  '@',
  ':',
  '=',
  '?',
  '%',
  '[',
  '/',
  '(',
  'a',
  'sip:',
  ';a=',
  ';a=b',
  ', ',
  '&a=',
];

describe('the time to parse grows linearly with the length', () => {
  const wide = { message: 1 << 22, headerField: 1 << 22, headerCount: 1 << 20, viaCount: 1 << 20 };

  for (const name of ['From', 'Via', 'Contact', 'Record-Route', 'CSeq', 'Call-ID', 'Content-Length', 'Subject']) {
    it(`of a ${name}, without any limit of the parser`, () => {
      for (const unit of UNITS) {
        for (const prefix of ['', '<sip:', '"', 'SIP/2.0/WS ', '1 ', '<sip:a@b>;']) {
          expectLinear(`${name}: ${prefix}${unit}…`, (length) => {
            const text = `INVITE sip:b@c SIP/2.0\r\n${name}: ${prefix}${fill(unit, length)}\r\n${HEAD}\r\n`;
            return () => {
              const result = parseMessage(text, wide);
              if (result.kind === 'request')
                void [result.message.contacts, result.message.recordRoutes, result.message.vias];
            };
          });
        }
      }
    }).timeout(300_000);
  }

  it('of a message head made of line ends, folds, colons or names', () => {
    for (const unit of [
      '\r\n',
      '\n',
      '\r',
      '\r\n ',
      '\n ',
      ':',
      ': \r\n',
      'a\r\n',
      'a: b\r\n',
      'a\n',
      ' \r\n',
      '\0',
      '\r\n\t\r',
    ]) {
      expectLinear(JSON.stringify(unit), (length) => {
        const text = `INVITE sip:b@c SIP/2.0\r\n${HEAD}X: ${fill(unit, length)}`;
        return () => void parseMessage(text, wide);
      });
    }
  }).timeout(120_000);

  it('of a start line', () => {
    for (const unit of [...UNITS, ' sip:']) {
      expectLinear(JSON.stringify(unit), (length) => {
        const text = `INVITE sip:${fill(unit, length)} SIP/2.0\r\n${HEAD}\r\n`;
        return () => void parseMessage(text, wide);
      });
    }
  }).timeout(120_000);

  it('of a single value', () => {
    const readers: Record<string, (text: string) => unknown> = {
      uri: (text) => URI.parse(`sip:${text}`)?.params.get('x'),
      address: (text) => NameAddrHeader.parse(text),
      auth: (text) => parseAuth(`Digest ${text}`),
      referTo: parseReferTo,
      reasons: parseReasons,
      infos: parseInfos,
      retryAfter: (text) => parseRetryAfter(`5 (${text}`),
      warnings: parseWarnings,
    };
    for (const [name, read] of Object.entries(readers)) {
      for (const unit of UNITS) {
        expectLinear(`${name} ${unit}`, (length) => {
          const text = fill(unit, length);
          return () => void read(text);
        });
      }
    }
  }).timeout(300_000);

  it('of a multipart body', () => {
    for (const unit of ['\r\n--b', '\r\n--b\r\n', '--b\r\n', '\r\n\r\n--b\r\nA: b\r\n\r\n']) {
      expectLinear(JSON.stringify(unit), (length) => {
        const text = `INVITE sip:b@c SIP/2.0\r\n${HEAD}Content-Type: multipart/mixed;boundary=b\r\n\r\n${fill(unit, length)}`;
        const result = parseMessage(text, wide);
        if (result.kind !== 'request') throw new Error(result.kind);
        return () => void bodyParts(result.message);
      });
    }
  }).timeout(120_000);
});
