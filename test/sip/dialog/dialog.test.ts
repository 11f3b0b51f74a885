/** Dialogs: identity, route set, targets and sequence numbers (RFC 3261 §12). */

import { expect } from 'chai';
import { Dialog } from '../../../src/sip/dialog/dialog.js';
import { OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import { answer, request, response, sip } from '../../support/sip-text.js';

const INVITE = sip([
  'INVITE sip:bob@example.com SIP/2.0',
  'Via: SIP/2.0/WSS a.invalid;branch=z9hG4bKa',
  'Max-Forwards: 70',
  'Record-Route: <sip:p1.example.com;lr>',
  'Record-Route: <sip:p2.example.com;lr;flow=x>',
  'From: "Alice" <sip:alice@example.com>;tag=a',
  'To: <sip:bob@example.com>',
  'Call-ID: one',
  'CSeq: 7 INVITE',
  'Contact: <sip:alice@a.invalid;transport=ws>',
]);

function client(statusCode: number, extra: readonly string[]): Dialog {
  const text = answer(INVITE.replace(/Record-Route: .*\r\n/g, ''), statusCode, { toTag: 'b', extra });
  return Dialog.ofClient(OutgoingRequestMessage.from(request(INVITE)), response(text));
}

describe('a dialog', () => {
  // @rfc 3261 §12.1.2
  it('of the caller reverses the Record-Route, and keeps its parameters (§12.1.2)', () => {
    const dialog = client(200, [
      'Record-Route: <sip:p1.example.com;lr>, <sip:p2.example.com;lr;flow=x>',
      'Contact: <sip:bob@b.invalid>',
    ]);
    expect(dialog.routeSet.map(String)).to.deep.equal(['<sip:p2.example.com;lr;flow=x>', '<sip:p1.example.com;lr>']);
    const bye = dialog.makeRequest('BYE');
    expect(bye.uri.toString()).to.equal('sip:bob@b.invalid');
    expect(bye.headers.get('From')).to.equal('"Alice" <sip:alice@example.com>;tag=a');
    expect(bye.headers.get('To')).to.equal('<sip:bob@example.com>;tag=b');
    expect(bye.cseq).to.deep.equal({ sequence: 8, method: 'BYE' });
  });

  // @rfc 3261 §12.1.1
  it('of the callee keeps the order of the Record-Route (§12.1.1)', () => {
    const dialog = Dialog.ofServer(request(INVITE), 'b', false);
    expect(dialog.routeSet.map(String)).to.deep.equal(['<sip:p1.example.com;lr>', '<sip:p2.example.com;lr;flow=x>']);
    expect(dialog.makeRequest('BYE').headers.get('To')).to.equal('"Alice" <sip:alice@example.com>;tag=a');
    expect(dialog.remoteTarget.toString()).to.equal('sip:alice@a.invalid;transport=ws');
  });

  // @rfc 3261 §12.1.2
  // @rfc 3261 §13.2.2.4
  it('replaces the route set of the early dialog by that of the 2xx, and keeps it afterwards (§12.1.2, §13.2.2.4)', () => {
    const dialog = client(180, []);
    expect(dialog.early).to.equal(true);
    const ok = (route: string) =>
      response(answer(INVITE.replace(/Record-Route: .*\r\n/g, ''), 200, { toTag: 'b', extra: [route] }));
    dialog.confirm(ok('Record-Route: <sip:p1.example.com;lr>'));
    dialog.confirm(ok('Record-Route: <sip:p9.example.com;lr>'));
    expect(dialog.routeSet.map(String)).to.deep.equal(['<sip:p1.example.com;lr>']);
  });

  it('keeps the target of the request without a Contact in the response', () => {
    expect(client(180, []).remoteTarget.toString()).to.equal('sip:bob@example.com');
  });

  // @rfc 3261 §12.2.2
  it('accepts higher sequence numbers, gaps included, and an equal one again, but no lower one (§12.2.2)', () => {
    const dialog = Dialog.ofServer(request(INVITE), 'b', false);
    const taken = [8, 12, 12, 11, 9, 13].map((sequence) => dialog.takesSequence(sequence));
    expect(taken).to.deep.equal([true, true, true, false, false, true]);
  });

  it('writes the remote tag octet for octet, also one that is not a token (§12.2.1.1)', () => {
    for (const tag of ['MTIz=', 'a@b', 'x/y?z', 'ü']) {
      const invite = INVITE.replace(';tag=a', `;tag=${tag}`);
      const bye = Dialog.ofServer(request(invite), 'b', false).makeRequest('BYE');
      expect(bye.headers.get('To'), tag).to.equal(`"Alice" <sip:alice@example.com>;tag=${tag}`);
    }
  });

  it('gives its ACK the sequence number of the INVITE', () => {
    const dialog = client(200, []);
    dialog.nextSequence();
    expect(dialog.makeRequest('ACK', 7).cseq.sequence).to.equal(7);
    expect(dialog.localSequence).to.equal(8);
  });

  it('is restored unchanged from JSON', () => {
    const dialog = client(200, ['Record-Route: <sip:p1.example.com;lr>', 'Contact: <sip:bob@b.invalid;transport=ws>']);
    dialog.nextSequence();
    dialog.takesSequence(3);
    const again = Dialog.restore(JSON.parse(JSON.stringify(dialog)));
    expect(again.toJSON()).to.deep.equal(dialog.toJSON());
    expect(again.id).to.equal(dialog.id);
    expect(again.makeRequest('BYE').toString()).to.equal(dialog.makeRequest('BYE').toString());
    expect(again.takesSequence(2)).to.equal(false);
  });

  it('refuses to restore data with a malformed address', () => {
    const data = client(200, []).toJSON();
    expect(() => Dialog.restore({ ...data, remoteTarget: 'no uri>' })).to.throw('address');
  });
});
