/** Transactions over a transport: the text and time of each message, the calls to the transaction user, and no timer or listener left (RFC 3261 §17, RFC 6026). */

import { expect } from 'chai';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import { OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import { OutgoingResponseMessage, type IncomingResponse } from '../../../src/sip/message/response.js';
import {
  InviteClientTransaction,
  NonInviteClientTransaction,
  type ClientTransaction,
} from '../../../src/sip/transaction/client.js';
import {
  canceledTransactionId,
  clientTransactionId,
  mergeId,
  serverTransactionId,
} from '../../../src/sip/transaction/identity.js';
import { InviteServerTransaction, NonInviteServerTransaction } from '../../../src/sip/transaction/server.js';
import { WebSocketTransport } from '../../../src/sip/transport/websocket-transport.js';
import { ScriptedNetwork } from '../../support/scripted-socket.js';
import { answer, request, response, sip } from '../../support/sip-text.js';
import { VirtualClock, settle } from '../../support/virtual-clock.js';

const VIA = 'SIP/2.0/WSS phone.invalid;branch=z9hG4bKabc';

function requestText(method: string, extra: string[] = [], via = VIA): string {
  return sip([
    `${method} sip:bob@example.com SIP/2.0`,
    `Via: ${via}`,
    'Max-Forwards: 70',
    ...extra,
    'From: <sip:alice@example.com>;tag=a1',
    'To: <sip:bob@example.com>',
    'Call-ID: c1',
    `CSeq: 7 ${method}`,
  ]);
}

const unreliable = class extends WebSocketTransport {
  override get reliable(): boolean {
    return false;
  }
};

async function bench(Kind: typeof WebSocketTransport = WebSocketTransport) {
  const clock = new VirtualClock();
  const network = new ScriptedNetwork();
  const loggerFactory = new LoggerFactory({ builtinEnabled: false });
  const servers = 'wss://sip.example.com';
  const transport = new Kind({
    servers,
    clock,
    socketFactory: network.factory,
    loggerFactory,
    keepAliveInterval: 0,
    maxReconnectionAttempts: 0,
  });
  await transport.connect();
  const emitted: string[] = [];
  const user = {
    clock,
    loggerFactory,
    onStateChange: (state: string) => void emitted.push(state),
    onTransportError: (error: Error) => void emitted.push(`transport error: ${error.message}`),
    onRequestTimeout: () => void emitted.push('timeout'),
    receiveResponse: (message: IncomingResponse): void => void emitted.push(String(message.statusCode)),
    receiveAck: () => void emitted.push('ACK'),
  };
  return { clock, network, socket: network.socket, transport, emitted, user };
}

type Bench = Awaited<ReturnType<typeof bench>>;

function start(
  Kind: typeof InviteClientTransaction | typeof NonInviteClientTransaction,
  text: string,
  { transport, user }: Bench,
): ClientTransaction {
  const transaction = new Kind(OutgoingRequestMessage.from(request(text)), transport, user);
  transaction.start();
  return transaction;
}

describe('client INVITE transaction', () => {
  it('sends on start(), not in its constructor, and calls its user only after start() has returned', async () => {
    const b = await bench();
    const transaction = new InviteClientTransaction(
      OutgoingRequestMessage.from(request(requestText('INVITE'))),
      b.transport,
      b.user,
    );
    expect(b.socket.inbox).to.deep.equal([]);
    transaction.start();
    expect(b.socket.inbox).to.have.length(1);
    expect(b.emitted).to.deep.equal([]);
    expect(transaction.state).to.equal('calling');
  });

  // @rfc 3261 §17.1.1.3
  it('acknowledges a non-2xx with the Via of the INVITE, its whole Route set and the To of the response (§17.1.1.3, T06)', async () => {
    const b = await bench();
    const routes = ['Route: <sip:p1.example.com;lr>', 'Route: <sip:p2.example.com;lr>, <sip:p3.example.com;lr>'];
    const transaction = start(InviteClientTransaction, requestText('INVITE', routes), b);
    const invite = b.socket.take();
    transaction.receiveResponse(response(answer(invite, 180, { toTag: 'b1' })));
    transaction.receiveResponse(response(answer(invite, 491, { toTag: 'b1' })));
    expect(b.socket.take()).to.equal(
      sip([
        'ACK sip:bob@example.com SIP/2.0',
        `Via: ${VIA}`,
        'Max-Forwards: 70',
        ...routes,
        'From: <sip:alice@example.com>;tag=a1',
        'To: <sip:bob@example.com>;tag=b1',
        'Call-ID: c1',
        'CSeq: 7 ACK',
      ]),
    );
    await b.clock.advance(0);
    expect(b.emitted).to.deep.equal(['180', 'proceeding', '491', 'completed', 'terminated']);
    expect(b.clock.pending).to.equal(0);
  });

  it('acknowledges each retransmission of the final response on an unreliable transport, and delivers the response once', async () => {
    const b = await bench(unreliable);
    const transaction = start(InviteClientTransaction, requestText('INVITE'), b);
    const busy = response(answer(b.socket.take(), 486, { toTag: 'b1' }));
    for (let i = 0; i < 3; i++) transaction.receiveResponse(busy);
    expect(b.socket.inbox.map((text) => text.slice(0, 3))).to.deep.equal(['ACK', 'ACK', 'ACK']);
    expect(b.emitted).to.deep.equal(['486', 'completed']);
    await b.clock.advance(31_999);
    expect(transaction.state).to.equal('completed');
    await b.clock.advance(1);
    expect(transaction.state).to.equal('terminated');
  });

  // @rfc 3261 §17.1.1.2
  it('retransmits the INVITE at 0.5, 1.5, 3.5, … s on an unreliable transport and times out after 32 s (§17.1.1.2)', async () => {
    const b = await bench(unreliable);
    const from = b.clock.now();
    const times: number[] = [];
    b.socket.onsip = () => times.push((b.clock.now() - from) / 1000);
    start(InviteClientTransaction, requestText('INVITE'), b);
    await b.clock.drain();
    expect(times).to.deep.equal([0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5]);
    expect(b.emitted).to.deep.equal(['timeout', 'terminated']);
    expect(b.clock.now() - from).to.equal(32_000);
  });

  it('sends once on a reliable transport and times out after 32 s', async () => {
    const b = await bench();
    start(InviteClientTransaction, requestText('INVITE'), b);
    await b.clock.drain();
    expect(b.socket.inbox).to.have.length(1);
    expect(b.emitted).to.deep.equal(['timeout', 'terminated']);
  });

  // @rfc 6026 §7.2
  it('delivers the 2xx of every fork for 64*T1 and acknowledges none of them (RFC 6026 §7.2)', async () => {
    const b = await bench();
    const transaction = start(InviteClientTransaction, requestText('INVITE'), b);
    const invite = b.socket.take();
    for (const toTag of ['b1', 'b2', 'b1']) transaction.receiveResponse(response(answer(invite, 200, { toTag })));
    await b.clock.advance(31_999);
    transaction.receiveResponse(response(answer(invite, 200, { toTag: 'b3' })));
    await b.clock.drain();
    expect(b.emitted).to.deep.equal(['200', 'accepted', '200', '200', '200', 'terminated']);
    expect(b.socket.inbox).to.deep.equal([]);
    expect(b.clock.pending).to.equal(0);
  });

  // @rfc 3261 §8.1.3.1
  it('fails at once when the flow breaks after a 180 (§8.1.3.1, T17)', async () => {
    const b = await bench();
    const transaction = start(InviteClientTransaction, requestText('INVITE'), b);
    transaction.receiveResponse(response(answer(b.socket.take(), 180, { toTag: 'b1' })));
    b.socket.serverCloses();
    expect(b.emitted).to.deep.equal([
      '180',
      'proceeding',
      'transport error: The connection to the server was lost',
      'terminated',
    ]);
    expect(b.clock.pending).to.equal(0);
    expect(b.transport.listenerCount('disconnected')).to.equal(0);
  });

  it('ignores the end of the flow after a 2xx', async () => {
    const b = await bench();
    const transaction = start(InviteClientTransaction, requestText('INVITE'), b);
    transaction.receiveResponse(response(answer(b.socket.take(), 200, { toTag: 'b1' })));
    b.socket.serverCloses();
    expect(b.emitted).to.deep.equal(['200', 'accepted']);
    expect(transaction.state).to.equal('accepted');
  });

  it('ignores the end of the flow after a final response other than 2xx', async () => {
    const b = await bench(unreliable);
    const transaction = start(InviteClientTransaction, requestText('INVITE'), b);
    transaction.receiveResponse(response(answer(b.socket.take(), 486, { toTag: 'b1' })));
    b.socket.serverCloses();
    await settle();
    expect(b.emitted).to.deep.equal(['486', 'completed']);
  });

  it('reports a request that cannot be sent, after start() has returned', async () => {
    const b = await bench();
    await b.transport.disconnect();
    start(InviteClientTransaction, requestText('INVITE'), b);
    expect(b.emitted).to.deep.equal([]);
    await settle();
    expect(b.emitted).to.deep.equal(['transport error: There is no connection to the server', 'terminated']);
  });

  it('sends nothing and calls nothing after dispose()', async () => {
    const b = await bench();
    const transaction = start(InviteClientTransaction, requestText('INVITE'), b);
    transaction.dispose();
    transaction.receiveResponse(response(answer(b.socket.take(), 486)));
    b.socket.serverCloses();
    await b.clock.drain();
    expect(b.emitted).to.deep.equal([]);
    expect(b.socket.inbox).to.deep.equal([]);
    expect(transaction.state).to.equal('terminated');
    expect(b.clock.pending).to.equal(0);
    expect(b.transport.listenerCount('disconnected')).to.equal(0);
  });

  it('goes on when its user throws', async () => {
    const b = await bench();
    const platform = globalThis as { reportError?: unknown };
    const saved = platform.reportError;
    const reported: string[] = [];
    platform.reportError = (error: Error) => void reported.push(error.message);
    try {
      b.user.receiveResponse = () => {
        throw new Error('in the user');
      };
      const transaction = start(InviteClientTransaction, requestText('INVITE'), b);
      transaction.receiveResponse(response(answer(b.socket.take(), 603)));
      expect(b.socket.take()).to.match(/^ACK /);
      await b.clock.drain();
      expect(reported).to.deep.equal(['in the user']);
      expect(b.emitted).to.deep.equal(['completed', 'terminated']);
    } finally {
      platform.reportError = saved;
    }
  });

  it('lets its user dispose it in receiveResponse()', async () => {
    const b = await bench();
    const transaction = start(InviteClientTransaction, requestText('INVITE'), b);
    b.user.receiveResponse = () => transaction.dispose();
    transaction.receiveResponse(response(answer(b.socket.take(), 200, { toTag: 'b1' })));
    expect(b.emitted).to.deep.equal([]);
    expect(b.clock.pending).to.equal(0);
  });
});

describe('client non-INVITE transaction', () => {
  // @rfc 3261 §17.1.2.2
  it('retransmits the request at 0.5, 1.5, 3.5, 7.5, then every 4 s on an unreliable transport (§17.1.2.2)', async () => {
    const b = await bench(unreliable);
    const from = b.clock.now();
    const times: number[] = [];
    b.socket.onsip = () => times.push((b.clock.now() - from) / 1000);
    start(NonInviteClientTransaction, requestText('OPTIONS'), b);
    await b.clock.drain();
    expect(times).to.deep.equal([0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]);
    expect(b.emitted).to.deep.equal(['timeout', 'terminated']);
  });

  // @rfc 3261 §17.1.2.2
  it('times out 32 s after the request, also after a provisional response (§17.1.2.2)', async () => {
    const b = await bench();
    const transaction = start(NonInviteClientTransaction, requestText('OPTIONS'), b);
    transaction.receiveResponse(response(answer(b.socket.take(), 100)));
    await b.clock.advance(32_000);
    expect(b.emitted).to.deep.equal(['100', 'proceeding', 'timeout', 'terminated']);
  });

  it('delivers one final response only', async () => {
    const b = await bench(unreliable);
    const transaction = start(NonInviteClientTransaction, requestText('OPTIONS'), b);
    const ok = response(answer(b.socket.take(), 200));
    transaction.receiveResponse(ok);
    transaction.receiveResponse(ok);
    await b.clock.drain();
    expect(b.emitted).to.deep.equal(['200', 'completed', 'terminated']);
    expect(b.socket.inbox).to.deep.equal([]);
  });

  it('refuses a request without a Via', async () => {
    const b = await bench();
    const message = OutgoingRequestMessage.from(request(requestText('OPTIONS')));
    message.headers.delete('Via');
    expect(() => new NonInviteClientTransaction(message, b.transport, b.user)).to.throw(TypeError);
  });
});

describe('server INVITE transaction', () => {
  const invite = request(requestText('INVITE', ['Record-Route: <sip:p1.example.com;lr>', 'Timestamp: 54']));
  const ack = request(requestText('ACK'));

  function reply(statusCode: number, reasonPhrase?: string): OutgoingResponseMessage {
    const message = new OutgoingResponseMessage(statusCode, reasonPhrase);
    for (const name of ['Via', 'From', 'To', 'Call-ID', 'CSeq'])
      message.headers.append(name, invite.headers.get(name)!);
    return message;
  }

  // @rfc 3261 §8.2.6.1
  // @rfc 3261 §17.2.1
  it('sends 100 when its user has sent no response for 200 ms (§17.2.1, §8.2.6.1)', async () => {
    const b = await bench();
    new InviteServerTransaction(invite, b.transport, b.user);
    await b.clock.advance(199);
    expect(b.socket.inbox).to.deep.equal([]);
    await b.clock.advance(1);
    expect(b.socket.take()).to.equal(
      sip([
        'SIP/2.0 100 Trying',
        `Via: ${VIA}`,
        'From: <sip:alice@example.com>;tag=a1',
        'To: <sip:bob@example.com>',
        'Call-ID: c1',
        'CSeq: 7 INVITE',
        'Timestamp: 54',
      ]),
    );
  });

  it('sends no 100 when its user has responded within 200 ms, and answers a retransmission with that response', async () => {
    const b = await bench();
    const transaction = new InviteServerTransaction(invite, b.transport, b.user);
    transaction.send(reply(180));
    transaction.receiveRequest(invite);
    await b.clock.advance(1000);
    expect(b.socket.inbox.map((text) => text.slice(8, 11))).to.deep.equal(['180', '180']);
    expect(transaction.lastResponse?.statusCode).to.equal(180);
  });

  // @rfc 3261 §17.2.1
  it('retransmits a non-2xx on an unreliable transport at intervals up to 4 s until the ACK (§17.2.1)', async () => {
    const b = await bench(unreliable);
    const from = b.clock.now();
    const times: number[] = [];
    b.socket.onsip = () => times.push((b.clock.now() - from) / 1000);
    const transaction = new InviteServerTransaction(invite, b.transport, b.user);
    transaction.send(reply(486));
    await b.clock.advance(12_000);
    transaction.receiveRequest(ack);
    await b.clock.drain();
    expect(times).to.deep.equal([0, 0.5, 1.5, 3.5, 7.5, 11.5]);
    expect(b.emitted).to.deep.equal(['completed', 'confirmed', 'terminated']);
    expect(b.clock.pending).to.equal(0);
  });

  it('reports that no ACK to a non-2xx arrived within 32 s (timer H)', async () => {
    const b = await bench();
    new InviteServerTransaction(invite, b.transport, b.user).send(reply(603));
    await b.clock.drain();
    expect(b.socket.inbox).to.have.length(1);
    expect(b.emitted).to.deep.equal(['completed', 'timeout', 'terminated']);
  });

  // @rfc 6026 §7.1
  it('sends a 2xx that the core retransmits, absorbs INVITEs and delivers an ACK, for 64*T1 (RFC 6026 §7.1)', async () => {
    const b = await bench();
    const transaction = new InviteServerTransaction(invite, b.transport, b.user);
    transaction.send(reply(200));
    transaction.send(reply(200));
    transaction.receiveRequest(invite);
    transaction.receiveRequest(ack);
    await b.clock.drain();
    expect(b.socket.inbox.map((text) => text.slice(8, 11))).to.deep.equal(['200', '200']);
    expect(b.emitted).to.deep.equal(['accepted', 'ACK', 'terminated']);
  });

  it('refuses a second final response, and ignores a response after its end', async () => {
    const b = await bench();
    const transaction = new InviteServerTransaction(invite, b.transport, b.user);
    transaction.send(reply(486));
    expect(() => transaction.send(reply(200))).to.throw('A 200 cannot be sent in the transaction state completed');
    expect(transaction.takes(200)).to.equal(false);
    await b.clock.drain();
    transaction.send(reply(200));
    expect(b.socket.inbox).to.have.length(1);
  });

  // @rfc 6026 §8.8
  it('survives the end of the flow and responds over the next one (RFC 6026 §8.8)', async () => {
    const b = await bench();
    const transaction = new InviteServerTransaction(invite, b.transport, b.user);
    b.socket.serverCloses();
    transaction.send(reply(180));
    await settle();
    expect(b.emitted).to.deep.equal(['transport error: There is no connection to the server']);
    await b.transport.connect();
    transaction.send(reply(200));
    expect(b.network.socket.take()).to.match(/^SIP\/2.0 200 /);
  });
});

describe('server non-INVITE transaction', () => {
  const options = request(requestText('OPTIONS'));

  function reply(statusCode: number): OutgoingResponseMessage {
    const message = new OutgoingResponseMessage(statusCode);
    for (const name of ['Via', 'From', 'To', 'Call-ID', 'CSeq'])
      message.headers.append(name, options.headers.get(name)!);
    return message;
  }

  it('answers a retransmission only after a response was sent, and terminates at once on a reliable transport', async () => {
    const b = await bench();
    const transaction = new NonInviteServerTransaction(options, b.transport, b.user);
    transaction.receiveRequest(options);
    expect(b.socket.inbox).to.deep.equal([]);
    transaction.send(reply(200));
    transaction.receiveRequest(options);
    await b.clock.drain();
    expect(b.socket.inbox).to.have.length(2);
    expect(b.emitted).to.deep.equal(['completed', 'terminated']);
    expect(b.clock.pending).to.equal(0);
  });

  it('answers retransmissions for 64*T1 on an unreliable transport (timer J)', async () => {
    const b = await bench(unreliable);
    const transaction = new NonInviteServerTransaction(options, b.transport, b.user);
    transaction.send(reply(404));
    await b.clock.advance(31_999);
    transaction.receiveRequest(options);
    expect(b.socket.inbox).to.have.length(2);
    await b.clock.advance(1);
    transaction.receiveRequest(options);
    expect(b.socket.inbox).to.have.length(2);
  });
});

describe('a message is matched to its transaction', () => {
  const invite = requestText('INVITE');

  // @rfc 3261 §17.1.3
  it('for a response, by the branch and sent-by of the top Via and the method of CSeq (§17.1.3)', () => {
    const id = (text: string): string => {
      const message = response(text);
      return clientTransactionId(message.cseq.method, message.via!);
    };
    const sent = request(invite);
    const mine = clientTransactionId('INVITE', sent.via!);
    expect(id(answer(invite, 180))).to.equal(mine);
    expect(id(answer(invite, 180).replace('phone.invalid', 'PHONE.invalid')), 'the host has no case').to.equal(mine);
    expect(id(answer(invite, 200).replace('phone.invalid', 'other.invalid'))).not.to.equal(mine);
    expect(id(answer(invite, 200).replace('z9hG4bKabc', 'z9hG4bKabd'))).not.to.equal(mine);
    expect(
      id(answer(invite, 200).replace('7 INVITE', '7 CANCEL')),
      'a CANCEL has the branch of its INVITE',
    ).not.to.equal(mine);
  });

  // @rfc 3261 §17.2.3
  it('for a request, by branch, sent-by and method, where ACK counts as INVITE (§17.2.3)', () => {
    const mine = serverTransactionId(request(invite));
    expect(serverTransactionId(request(requestText('ACK')))).to.equal(mine);
    expect(serverTransactionId(request(requestText('CANCEL')))).not.to.equal(mine);
    expect(serverTransactionId(request(requestText('INVITE', [], VIA.replace('phone', 'other'))))).not.to.equal(mine);
    expect(
      serverTransactionId(request(requestText('INVITE', [], VIA.replace('phone.invalid', 'phone.invalid:5060')))),
    ).not.to.equal(mine);
  });

  // @rfc 3261 §9.2
  it('for a CANCEL, as the INVITE with its branch (§9.2)', () => {
    expect(canceledTransactionId(request(requestText('CANCEL')))).to.equal(serverTransactionId(request(invite)));
  });

  // @rfc 2543
  // @rfc 3261 §17.2.3
  it('for a request of RFC 2543, without a magic cookie, by Call-ID, CSeq and tags (§17.2.3)', () => {
    const old = 'SIP/2.0/WSS phone.invalid;branch=1';
    const mine = serverTransactionId(request(requestText('INVITE', [], old)));
    const acked = requestText('ACK', [], old).replace('To: <sip:bob@example.com>', 'To: <sip:bob@example.com>;tag=b1');
    expect(serverTransactionId(request(acked))).to.equal(mine);
    expect(
      serverTransactionId(request(requestText('INVITE', [], old).replace('Call-ID: c1', 'Call-ID: c2'))),
    ).not.to.equal(mine);
    expect(serverTransactionId(request(requestText('INVITE', [], old).replace('CSeq: 7', 'CSeq: 8')))).not.to.equal(
      mine,
    );
  });

  // @rfc 3261 §8.2.2.2
  it('and a request that arrived over two paths by an equal merge id, which a request within a dialog does not have (§8.2.2.2)', () => {
    const other = request(requestText('INVITE', [], VIA.replace('abc', 'abd')));
    expect(mergeId(other)).to.equal(mergeId(request(invite)));
    expect(mergeId(other)).not.to.equal(undefined);
    expect(mergeId(request(invite.replace('tag=a1', 'tag=a2')))).not.to.equal(mergeId(other));
    expect(mergeId(request(invite.replace('To: <sip:bob@example.com>', 'To: <sip:bob@example.com>;tag=b1')))).to.equal(
      undefined,
    );
  });
});
