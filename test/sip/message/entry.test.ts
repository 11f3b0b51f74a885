/** The package entry `sip-elements/sip/messages` exports every reader and writer of a part of a message. */

import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import * as entry from '../../../src/sip/message/index.js';
import { sip } from '../../support/sip-text.js';

const folder = new URL('../../../src/sip/message/', import.meta.url);

describe('sip-elements/sip/messages', () => {
  it('exports every reader and writer of a header field or a body', () => {
    const files = readdirSync(new URL('header/', folder)).map((name) => `header/${name}`);
    const names = [...files, 'body.ts', 'dtmf-relay.ts', 'sipfrag.ts'].flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^export (?:function|const|class) (\w+)/gm)].map(
        ([, name]) => name!,
      ),
    );
    expect(names).to.have.length.greaterThan(40);
    expect(entry).to.include.all.keys(names);
  });

  it('reads the header fields and body parts of a message, and writes them', () => {
    const { contentType, body } = entry.printMultipart(
      [
        { contentType: 'application/sdp', body: 'v=0\r\n' },
        { contentType: 'text/plain', body: 'hi' },
      ],
      'b1',
    );
    const text = sip(
      [
        'INFO sip:bob@example.com SIP/2.0',
        'Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1',
        'From: <sip:alice@example.com>;tag=1',
        'To: <sip:bob@example.com>;tag=2',
        'Call-ID: c',
        'CSeq: 7 INFO',
        `Target-Dialog: ${entry.printTargetDialog({ callId: 'x@y', localTag: 'ours', remoteTag: 'theirs' })}`,
        `Content-Type: ${contentType}`,
      ],
      body,
    );
    const result = entry.parseMessage(text);
    if (result.kind !== 'request') throw new Error(result.kind);
    const { message } = result;
    expect(entry.bodyParts(message).map((part) => part.body)).to.deep.equal(['v=0\r\n', 'hi']);
    expect(entry.parseTargetDialog(message.headers.get('Target-Dialog')!)).to.include({
      callId: 'x@y',
      localTag: 'ours',
      remoteTag: 'theirs',
    });
    expect(entry.printCSeq(message.cseq)).to.equal('7 INFO');
  });
});
