/**
 * The API documentation of SIP.js 0.7 to 0.21 that this API keeps: every documented member exists and has a row in
 * docs/sipjs-compat.md. The behaviour is in the files of sipjs-compat/, the types in types.ts.
 */

import { expect } from 'chai';
import { allTags } from '../../scripts/conformance.mjs';
import * as api from '../../src/sip/index.js';
import { Transport, type SendResult, type TransportResult } from '../../src/sip/transport/transport.js';
import { RemoteCall, TestUA } from '../support/test-ua.js';
import { CLASSES, EVENTS, MEMBERS, OPTIONS, type Subject } from './sipjs-compat/members.js';

class Custom extends Transport {
  override isConnected(): boolean {
    return false;
  }

  protected override connectPromise(): Promise<TransportResult> {
    return Promise.resolve({});
  }

  protected override sendPromise(): Promise<SendResult> {
    return Promise.resolve({ msg: '' });
  }

  protected override disconnectPromise(): Promise<TransportResult> {
    return Promise.resolve({});
  }
}

async function subjects(): Promise<Record<Subject, object>> {
  const test = await TestUA.connected();
  const { session } = await test.callEstablished();
  const { session: incoming } = await test.ringing();
  const { session: ended } = await test.callEstablished();
  ended.terminate();
  let server: object = {};
  test.ua.on('message', (context) => (server = context));
  await new RemoteCall(test).request('MESSAGE', { body: 'hi', extra: ['Content-Type: text/plain'] });
  const client = test.ua.message('sip:bob@example.com', 'hi');
  const request = test.ua.core.makeOutgoingRequestMessage('OPTIONS', test.ua.configuration.uri);
  const broken = await TestUA.connected();
  broken.socket.serverCloses();
  return {
    Transport: test.ua.transport,
    'Transport that waits to connect again': broken.ua.transport,
    'custom Transport': new Custom(),
    Session: session,
    'Session, incoming': incoming,
    'Session, ended': ended,
    ServerContext: server,
    ClientContext: client,
    UserAgentClient: test.ua.core.request(request, {}),
    UA: test.ua,
    C: api.C,
  };
}

/** Whether the value has the type that MEMBERS names. */
function isOf(value: unknown, type: string): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === type) return true;
  let prototype: unknown = Object.getPrototypeOf(value);
  for (; prototype; prototype = Object.getPrototypeOf(prototype)) {
    if ((prototype as { constructor: { name: string } }).constructor.name === type) return true;
  }
  return false;
}

describe('the documented API of SIP.js', () => {
  // @seed UA.status: `'initial'`, `'starting'`, `'ready'`, `'stopping'` or `'stopped'`
  // @seed UA.getLogger(category, label): a `Logger`
  // @seed UA.emit(event, ...args): for the parts of the user agent
  it('has every documented member, with its type', async () => {
    const wrong: string[] = [];
    const found = await subjects();
    for (const [subject, members] of Object.entries(MEMBERS) as [Subject, Record<string, string>][]) {
      for (const [name, type] of Object.entries(members)) {
        const value = (found[subject] as Record<string, unknown>)[name];
        if (!isOf(value, type)) wrong.push(`${subject}.${name}: ${type}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  // @seed Session.ClientContext, implemented: an outgoing session has its documented members; no `instanceof`, see above
  // @seed Session.ServerContext, implemented: an incoming session has its documented members; no `instanceof`, see above
  it('has every documented member of ClientContext or ServerContext in a session, which is no instance of either class', async () => {
    const { Session: outgoing, 'Session, incoming': incoming } = await subjects();
    const lacking = (session: object, members: Readonly<Record<string, string>>): string[] =>
      Object.keys(members).filter((name) => !isOf((session as Record<string, unknown>)[name], members[name]!));
    expect(lacking(outgoing, MEMBERS.ClientContext)).to.deep.equal([]);
    expect(lacking(incoming, MEMBERS.ServerContext)).to.deep.equal([]);
    expect(outgoing).to.have.property('direction', 'outgoing');
    expect(incoming).to.have.property('direction', 'incoming');
    for (const session of [outgoing, incoming]) {
      expect(session).not.to.be.instanceOf(api.ClientContext);
      expect(session).not.to.be.instanceOf(api.ServerContext);
    }
    expect(EVENTS.Session).to.include.members([...EVENTS.ClientContext!, ...EVENTS.ServerContext!]);
  });

  it('exports every class by its documented name', () => {
    const names = [
      ...CLASSES,
      'UserAgentCore',
      'NameAddrHeader',
      'URI',
      'IncomingRequest',
      'IncomingResponse',
      'OutgoingRequestMessage',
      'LoggerFactory',
      'Logger',
      'parseMessage',
    ];
    expect(Object.keys(api)).to.include.members(names);
  });

  // @seed C.supported: `REQUIRED`, `SUPPORTED`, `UNSUPPORTED`: for `rel100`
  it('has the constants of C: support of an extension, end causes, reason phrases', () => {
    expect(Object.keys(api.C.supported)).to.deep.equal(['REQUIRED', 'SUPPORTED', 'UNSUPPORTED']);
    expect(new Set(Object.values(api.C.supported)).size).to.equal(3);
    expect(api.C.causes.BUSY).to.equal('Busy');
    expect(api.C.REASON_PHRASE[180]).to.equal('Ringing');
  });

  it('has a row for every documented member, event and option', () => {
    const tags = allTags().filter(({ kind }) => kind === 'seed');
    const has = (section: string, name: string): boolean =>
      tags.some(({ subject, detail }) => subject === section && (detail === name || detail.startsWith(`${name}(`)));
    const missing: string[] = [];
    for (const [subject, members] of Object.entries(MEMBERS)) {
      const section = CLASSES.find((name) => subject.split(/[ ,]/).includes(name))!;
      for (const name of Object.keys(members)) if (!has(section, name)) missing.push(`${section}.${name}`);
    }
    for (const [section, events] of Object.entries(EVENTS)) {
      for (const name of events) if (!has(section, `event ${name}`)) missing.push(`${section} event ${name}`);
    }
    for (const [method, options] of Object.entries(OPTIONS)) {
      const [section = '', name = ''] = method.split('.');
      for (const option of options) {
        if (!has(section, `${name} options.${option}`)) missing.push(`${method} options.${option}`);
      }
    }
    expect(missing).to.deep.equal([]);
  });
});
