/** A message that is printed and parsed again is unchanged: parse(print(m)) = m (RFC 3261 §7, §19.1, §25.1). */

import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGES } from '../../../bench/parse/messages.mjs';
import { parseAuth, printAuth } from '../../../src/sip/message/header/auth.js';
import { parseReasons, printReason } from '../../../src/sip/message/header/reason.js';
import { parseReplaces, printReplaces } from '../../../src/sip/message/header/replaces.js';
import { Via } from '../../../src/sip/message/header/via.js';
import { parseWarnings, printWarning } from '../../../src/sip/message/header/warning.js';
import { Headers } from '../../../src/sip/message/headers.js';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { Params } from '../../../src/sip/message/params.js';
import { parseMessage } from '../../../src/sip/message/parse.js';
import { OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import { OutgoingResponseMessage } from '../../../src/sip/message/response.js';
import { URI } from '../../../src/sip/message/uri.js';
import fc from '../../support/properties.js';

/** A field begins and ends without white space (RFC 3261 §7.3.1). */
const trimmed = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '');

const TOKEN_CHARACTERS = [..."abcXYZ019-.!%*_+`'~"];
const token = fc.string({ unit: fc.constantFrom(...TOKEN_CHARACTERS), minLength: 1, maxLength: 12 });
/** Any text that is allowed in a header field: no line breaks, no NUL. */
const line = fc
  .oneof(
    // Every code point, as `fc.string({ unit: 'binary' })` has them, which takes a second to make its tables.
    {
      weight: 9,
      arbitrary: fc.array(fc.nat(0x10ffff), { maxLength: 40 }).map((codes) => String.fromCodePoint(...codes)),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  )
  // oxlint-disable-next-line no-control-regex -- what no field holds
  .map((text) => trimmed(text.replace(/[\0\r\n]/g, '')));
/** The same without unpaired surrogates, which have no form in UTF-8. */
const wellFormed = line.map((text) => trimmed(text.replace(/\p{Surrogate}/gu, '')));
const host = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
);
const port = fc.option(fc.nat(65535), { nil: undefined });

const params = fc
  .uniqueArray(fc.tuple(token, fc.option(line, { nil: null })), {
    selector: ([name]) => name.toLowerCase(),
    maxLength: 4,
  })
  .map((entries) => {
    const made = new Params();
    for (const [name, value] of entries) made.set(name, value === '' ? null : value, { quoted: value !== null });
    return made;
  });

const uri = fc
  .record({
    scheme: fc.constantFrom('sip', 'sips'),
    user: fc.option(wellFormed, { nil: undefined }),
    host,
    port,
    params: fc.dictionary(token, fc.option(wellFormed, { nil: null }), { maxKeys: 3, noNullPrototype: true }),
    headers: fc.array(fc.tuple(token, wellFormed), { maxLength: 2 }),
  })
  .map(({ user, port: number, ...rest }) =>
    URI.of({ ...rest, ...(user ? { user } : {}), ...(number === undefined ? {} : { port: number }) }),
  );

const nameAddr = fc.tuple(uri, line, params).map(([address, name, own]) => new NameAddrHeader(address, name, own));
const via = fc
  .tuple(token, host, port, params)
  .map(([transport, sentHost, number, own]) => new Via(transport, sentHost, number, own));

const plain = (address: NameAddrHeader): unknown => [address.displayName, address.uri.toRaw(), [...address.params]];

describe('printing and parsing', () => {
  it('keeps every part of a URI', () => {
    fc.assert(
      fc.property(uri, (made) => {
        const read = URI.parse(made.toString())!;
        expect(read.user).to.equal(made.user);
        expect(read.host).to.equal(made.host);
        expect(read.port).to.equal(made.port);
        expect([...read.params]).to.deep.equal([...made.params]);
        expect(read.headers).to.deep.equal(made.headers);
        expect(read.equals(made)).to.equal(true);
        expect(read.toString()).to.equal(made.toString());
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps display names, addresses and parameters', () => {
    fc.assert(
      fc.property(nameAddr, (made) => {
        expect(plain(NameAddrHeader.parse(made.toString())!)).to.deep.equal(plain(made));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a Via', () => {
    fc.assert(
      fc.property(via, (made) => {
        const read = Via.parse(made.toString())!;
        expect([read.transport, read.sentBy, [...read.params]]).to.deep.equal([
          made.transport,
          made.sentBy,
          [...made.params],
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps credentials, reasons, warnings and Replaces', () => {
    fc.assert(
      fc.property(line, token, fc.nat(999), (text, word, number) => {
        expect(
          parseAuth(
            printAuth('Digest', [
              ['realm', text],
              ['algorithm', word],
            ]),
          )!.params,
        ).to.deep.equal(
          new Map([
            ['realm', text],
            ['algorithm', word],
          ]),
        );
        expect(parseReasons(printReason({ protocol: word, cause: number, text }))).to.deep.equal([
          { protocol: word.toUpperCase(), cause: number, text },
        ]);
        const warning = { code: 300 + (number % 100), agent: 'h.example', text };
        expect(parseWarnings(printWarning(warning))).to.deep.equal([warning]);
        const reference = { callId: `${word}@h`, localTag: word, remoteTag: `${word}2`, earlyOnly: number % 2 === 0 };
        expect(parseReplaces(printReplaces(reference))).to.deep.equal(reference);
      }),
      { numRuns: 1000 },
    );
  });

  const fields = fc.array(
    fc.tuple(
      token.filter((name) => name.length > 2),
      wellFormed,
    ),
    { maxLength: 6 },
  );

  function structural(method: string, address: NameAddrHeader, hop: Via, extra: [string, string][]): Headers {
    const headers = new Headers();
    headers.append('Via', hop.toString()).append('From', address.toString()).append('To', address.toString());
    headers.append('Call-ID', 'id').append('CSeq', `1 ${method}`);
    for (const [name, value] of extra) headers.append(name, value);
    return headers;
  }

  it('keeps a request', () => {
    fc.assert(
      fc.property(
        token,
        uri,
        nameAddr,
        via,
        fields,
        fc.string({ unit: 'grapheme' }),
        (method, target, address, hop, extra, body) => {
          target.headers = [];
          const made = new OutgoingRequestMessage(method, target, structural(method, address, hop, extra), body);
          const result = parseMessage(made.toString());
          if (result.kind !== 'request') throw new Error(`${result.kind}: ${JSON.stringify(result)}`);
          const { message } = result;
          expect(message.method).to.equal(method);
          expect(message.uri.toRaw()).to.equal(target.toRaw());
          expect([...message.headers].slice(0, -1)).to.deep.equal([...made.headers]);
          expect(message.body).to.equal(body);
          expect(plain(message.from)).to.deep.equal(plain(address));
          expect(message.toString()).to.equal(made.toString());
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('keeps a response', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 699 }),
        line,
        nameAddr,
        via,
        fields,
        (statusCode, reason, address, hop, extra) => {
          const made = new OutgoingResponseMessage(statusCode, reason, structural('INVITE', address, hop, extra));
          const result = parseMessage(made.toString());
          if (result.kind !== 'response') throw new Error(`${result.kind}: ${JSON.stringify(result)}`);
          expect([result.message.statusCode, result.message.reasonPhrase]).to.deep.equal([statusCode, reason]);
          expect(result.message.toString()).to.equal(made.toString());
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives the same result a second time, for the messages of the RFCs and of the benchmarks', () => {
    const folder = join(import.meta.dirname, 'torture', 'rfc4475');
    const torture = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    let count = 0;
    for (const text of [...torture, ...MESSAGES]) {
      const once = parseMessage(text);
      if (once.kind !== 'request' && once.kind !== 'response') continue;
      const printed = once.message.toString();
      const twice = parseMessage(printed);
      if (twice.kind !== once.kind) throw new Error(`${twice.kind} for ${printed}`);
      expect(twice.message.toString()).to.equal(printed);
      expect(twice.message.startLine).to.equal(once.message.startLine);
      expect(twice.message.body).to.equal(once.message.body);
      const lines = (headers: Headers): unknown => [...headers].filter(([name]) => name !== 'Content-Length');
      expect(lines(twice.message.headers)).to.deep.equal(lines(once.message.headers));
      count++;
    }
    expect(count).to.be.above(55);
  });
});
