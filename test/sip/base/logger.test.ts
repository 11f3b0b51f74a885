/** A log line contains no secret. */

import { expect } from 'chai';
import { LoggerFactory, redact } from '../../../src/sip/base/logger.js';
import { expectLinear } from '../../support/linear.js';

const lines = (...text: string[]): string => text.join('\r\n');

describe('redact', () => {
  it('removes the digits of an INFO, in each of the bodies that carry them (RFC 6086)', () => {
    for (const [type, body] of [
      ['Content-Type: application/dtmf-relay', 'Signal=4\r\nDuration=160'],
      ['c:application/DTMF', '4'],
      ['Content-Type:\r\n application/dtmf-relay;x=y', ' signal = 4'],
      ['Content-Type: application/kpml-response+xml', '<kpml-response digits="4"/>'],
    ]) {
      const text = redact(`INFO sip:a SIP/2.0\r\n${type}\r\nContent-Length: 1\r\n\r\n${body}`);
      expect(text).to.equal(`INFO sip:a SIP/2.0\r\n${type}\r\nContent-Length: 1\r\n\r\n***`);
    }
    expect(redact('rejected:\nSignal=4\nDuration=1')).to.equal('rejected:\nSignal=***\nDuration=1');
    expect(redact('Content-Type: application/dtmf\r\n\r\n')).to.equal('Content-Type: application/dtmf\r\n\r\n');
  });

  // @rfc 7616
  it('removes the value of all digest header fields, in any letter case (RFC 7616)', () => {
    for (const name of [
      'Authorization',
      'PROXY-AUTHORIZATION',
      'www-authenticate',
      'Proxy-Authenticate',
      'Authentication-Info',
      'Proxy-Authentication-Info',
    ]) {
      const text = redact(
        lines('REGISTER sip:a.example SIP/2.0', `${name} : Digest response="5ec4e7"`, 'CSeq: 1 REGISTER'),
      );
      expect(text).to.equal(lines('REGISTER sip:a.example SIP/2.0', `${name}: ***`, 'CSeq: 1 REGISTER'));
    }
  });

  // @rfc 3261 §7.3.1
  it('removes the continuation lines of a folded header field (RFC 3261 §7.3.1)', () => {
    const text = redact(
      lines('Authorization: Digest username="alice",', ' response="5ec4e7",', '\tcnonce="5ec4e7"', 'To: <sip:a@b>'),
    );
    expect(text).to.equal(lines('Authorization: ***', 'To: <sip:a@b>'));
    expect(redact('Authorization:\n Bearer 5ec4e7\nTo: x')).to.equal('Authorization: ***\nTo: x');
  });

  // @rfc 6750
  // @rfc 8898
  it('removes tokens in text, in a query and in a URL (RFC 8898, RFC 6750)', () => {
    expect(redact('refused: Bearer eyJhbGciOi.J9.abc_-~+/==, sorry')).to.equal('refused: Bearer ***, sorry');
    expect(redact('see https://pbx.example/ws?access_token=5ec4e7&x=1 for')).to.equal(
      'see https://pbx.example/ws?access_token=***&x=1 for',
    );
    expect(redact('connecting to wss://pbx.example/ws?jwt=5ec4e7&x=1 now')).to.equal(
      'connecting to wss://pbx.example/ws?*** now',
    );
  });

  it('removes the password of a URI', () => {
    expect(redact('target <sip:alice:5ec4e7@a.example;transport=ws>')).to.equal(
      'target <sip:alice:***@a.example;transport=ws>',
    );
    expect(redact('sip:alice@a.example:5060')).to.equal('sip:alice@a.example:5060');
  });

  // @rfc 4568
  // @rfc 8839
  it('removes ICE passwords and SDES keys (RFC 8839, RFC 4568)', () => {
    const sdp = lines('v=0', 'a=ice-ufrag:EsAw', 'a=ice-pwd:5ec4e7', 'a=crypto:1 AES_CM_128 inline:5ec4e7', 'a=mid:0');
    expect(redact(sdp)).to.equal(lines('v=0', 'a=ice-ufrag:***', 'a=ice-pwd:***', 'a=crypto:***', 'a=mid:0'));
  });

  it('takes time in proportion to its input', () => {
    for (const unit of ['sip:', 'sip:a:', 'bearer ', 'Authorization:', '\r\n ', '?token=', 'wss://a?', 'a=ice-pwd:'])
      expectLinear(unit, (length) => {
        const text = unit.repeat(length / unit.length);
        return () => void redact(text);
      });
  });
});

describe('a logger', () => {
  it('redacts a line before it calls the connector', () => {
    const seen: string[] = [];
    const factory = new LoggerFactory({
      level: 'debug',
      builtinEnabled: false,
      connector: (level, category, label, content) => seen.push(`${level} ${category} ${label} ${content}`),
    });
    factory.getLogger('sip.transport', 'alice').debug('Authorization: Digest x');
    expect(seen).to.deep.equal(['debug sip.transport alice Authorization: ***']);
  });

  it('drops lines above its level, and goes on when the connector throws', () => {
    let calls = 0;
    const factory = new LoggerFactory({
      level: 'warn',
      builtinEnabled: false,
      connector: () => {
        calls++;
        throw new Error('full disk');
      },
    });
    const logger = factory.getLogger('x');
    logger.log('quiet');
    logger.error('loud');
    expect(calls).to.equal(1);
  });
});
