/** The seeds' contract: every documented member exists and is of the documented type (docs/seed-contract.md). */

import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import { ServerContext } from '../../../src/sip/core/server-context.js';
import { UserAgentClient } from '../../../src/sip/core/user-agent-client.js';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { FarCall, TestUA } from '../../support/test-ua.js';

interface Row {
  readonly owner: string;
  readonly member: string;
  readonly type: string;
  readonly shownBy: string;
  readonly file: string;
}

const root = new URL('../../../', import.meta.url);

function readContract(): Row[] {
  let owner = '';
  const rows: Row[] = [];
  for (const line of readFileSync(new URL('docs/seed-contract.md', root), 'utf8').split('\n')) {
    if (line.startsWith('## ')) owner = line.slice(3);
    const cells = /^\| `(.+?)` +\| (.+?) +\| (.+?) +\| `(.+?)` +\|$/.exec(line);
    if (cells) rows.push({ owner, member: cells[1]!, type: cells[2]!, shownBy: cells[3]!, file: cells[4]! });
  }
  return rows;
}

/** One live object of each documented class. */
async function makeOwners(): Promise<Record<string, object>> {
  const test = await TestUA.connected();
  const { session } = await test.callEstablished();
  const client = test.ua.message('sip:bob@example.com', 'x');
  let server: ServerContext | undefined;
  test.ua.core.delegate.onRequest = (uas) => (server = new ServerContext(test.ua, uas));
  await new FarCall(test).request('OPTIONS');
  const { core } = test.ua;
  const uac = core.request(core.makeOutgoingRequestMessage('OPTIONS', core.aor), {});
  return {
    Session: session,
    ClientContext: client,
    ServerContext: server!,
    UserAgentClient: uac,
    Transport: test.ua.transport,
    WebSocketTransport: test.ua.transport,
    C,
  };
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'Date or undefined':
      return value === undefined || value instanceof Date;
    case 'NameAddrHeader':
      return value instanceof NameAddrHeader;
    case 'object or undefined':
      return value === undefined || (typeof value === 'object' && value !== null);
    case 'number or null':
      return value === null || typeof value === 'number';
    case 'object':
      return typeof value === 'object' && value !== null;
    default:
      return typeof value === type;
  }
}

describe("the seeds' contract", () => {
  const rows = readContract();

  it('is written down', () => {
    expect(rows.length).to.be.greaterThan(100);
  });

  it('has every documented member, of the documented type', async () => {
    const owners = await makeOwners();
    for (const { owner, member, type } of rows) {
      if (type === 'event' || type === 'option' || type === 'class') continue;
      const name = member.replace(/\(.*/, '');
      expect(owners[owner], owner).to.be.an('object');
      expect(name in owners[owner]!, `${owner}.${name} is missing`).to.equal(true);
      const value = (owners[owner] as Record<string, unknown>)[name];
      expect(isOfType(value, type), `${owner}.${name} is ${typeof value}, not ${type}`).to.equal(true);
    }
    expect(UserAgentClient.length).to.be.at.least(3);
  });

  it('names tests that exist', () => {
    for (const { owner, member, shownBy, file } of rows) {
      const source = readFileSync(new URL(file, root), 'utf8').replaceAll('\\', '');
      expect(source.includes(shownBy), `${owner}.${member}: ${file} has no test "${shownBy}"`).to.equal(true);
    }
  });
});

describe('a seed', () => {
  it('a session has the variables of its document', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    expect(session.ua).to.equal(test.ua);
    expect(session.method).to.equal('INVITE');
    expect(session.sessionDescriptionHandler).to.equal(test.handler);
    expect(session.request.method).to.equal('INVITE');
    expect(session.localIdentity.uri.toString()).to.equal('sip:alice@example.com');
    expect(session.data).to.deep.equal({});
  });

  it('accepted carries code and response for a caller, and nothing for a callee', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('bob');
    let told: unknown[] = [];
    session.on('accepted', (...all) => (told = all));
    await test.answersSdp(await test.sent('INVITE'), 202);
    await test.sent('ACK');
    expect(told).to.have.length(1);
    expect(told[0]).to.include({ code: 202 });
    expect((told[0] as { response: object }).response).to.include({ statusCode: 202 });
    const { session: incoming } = await test.ringing();
    incoming.on('accepted', (...all) => (told = all));
    incoming.accept();
    await test.replied(200);
    expect(told).to.deep.equal([]);
  });

  it('bye() sends a BYE on a session that is up, and throws on one that is not', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const done = session.bye({
      status_code: 480,
      body: 'text',
      extraHeaders: ['X-A: b', 'Content-Type: text/x'],
    });
    const bye = await test.sent('BYE');
    expect(bye.headers.get('Reason')).to.equal('SIP;cause=480');
    expect(bye.headers.get('X-A')).to.equal('b');
    expect(bye.contentType).to.equal('text/x');
    expect(bye.body).to.equal('text');
    await test.answers(bye, 200);
    await done;
    expect(() => session.bye())
      .to.throw(TypeError)
      .with.property('name', 'INVALID_STATE_ERROR');
    expect(session.terminate()).to.equal(session);
  });

  it('reinvite() hands options and modifiers to the description handler', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const seen: unknown[] = [];
    test.handler.getDescription = (options, modifiers) => {
      seen.push(options, modifiers);
      return Promise.resolve({ body: sdp(), contentType: 'application/sdp' });
    };
    const modifier = (description: { type: 'offer' }) => Promise.resolve(description);
    void session
      .reinvite({ sessionDescriptionHandlerOptions: { video: true } }, [modifier as never])
      .catch(() => undefined);
    await test.sent('INVITE');
    expect(seen).to.deep.equal([{ hold: false, video: true }, [modifier]]);
  });

  it('the options of an INVITE are heeded', async () => {
    const test = await TestUA.connected();
    const session: Session = test.ua.invite('sip:bob@example.com', {
      extraHeaders: ['X-A: b'],
      inviteWithoutSdp: true,
    });
    const invite = await test.sent('INVITE');
    expect(invite.headers.get('X-A')).to.equal('b');
    expect(invite.body).to.equal('');
    await test.answersSdp(invite, 200);
    const ack = await test.sent('ACK');
    expect(ack.body).to.equal(sdp());
    expect(test.handler.taken).to.deep.equal([sdp()]);
    expect(session.state.status).to.equal('established');
  });

  it('a client context can be given up', async () => {
    const test = await TestUA.connected();
    const context = test.ua.message('sip:bob@example.com', 'x');
    const told: string[] = [];
    context.on('cancel', () => void told.push('cancel'));
    context.on('accepted', () => void told.push('accepted'));
    expect(context.cancel()).to.equal(context);
    await test.answers(await test.sent('MESSAGE'), 200);
    expect(told).to.deep.equal(['cancel']);
  });

  it('a WebSocket transport has the attributes of the older document', async () => {
    const test = await TestUA.connected();
    const { transport } = test.ua as unknown as { transport: Record<string, unknown> };
    expect(transport['ua']).to.equal(test.ua);
    expect(transport['ws']).to.equal(test.socket);
    expect(transport['server']).to.include({ ws_uri: 'wss://sip.example.com/' });
    expect(transport['connected']).to.equal(true);
    expect(transport['reconnectTimer']).to.equal(null);
    expect(transport['logger']).to.be.an('object');
    test.socket.serverCloses();
    expect(transport['connected']).to.equal(false);
    expect(transport['reconnectTimer']).to.be.a('number');
    expect(transport['lastTransportError']).to.include({ code: 1006 });
  });
});
