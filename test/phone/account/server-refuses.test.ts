/** A phone whose server fails at the WebSocket handshake, which no real server can be made to do (RFC 7118 §4). */

import { expect, waitUntil } from '@open-wc/testing';
import { Server, WebSocket as MockWebSocket, type Client } from 'mock-socket';
import { Phone } from '../../../src/phone/phone.js';
import type { PhoneState } from '../../../src/phone/state.js';

const URL = 'wss://sip.example.com/';
const WITHIN = { timeout: 30_000 };

interface Started {
  readonly phone: Phone;
  readonly clients: readonly Client[];
  readonly frames: readonly unknown[];
}

describe('A phone whose server', () => {
  const platform = globalThis.WebSocket;
  let server: Server | undefined;
  let phone: Phone | undefined;

  beforeEach(() => {
    globalThis.WebSocket = MockWebSocket as unknown as typeof WebSocket;
  });
  afterEach(async () => {
    await phone?.dispose();
    server?.stop();
    server = phone = undefined;
    globalThis.WebSocket = platform;
  });

  function start(options: ConstructorParameters<typeof Server>[1]): Started {
    const clients: Client[] = [];
    const frames: unknown[] = [];
    server = new Server(URL, options);
    server.on('connection', (client) => {
      clients.push(client);
      client.on('message', (frame) => frames.push(frame));
    });
    phone = new Phone({ server: URL, uri: 'sip:alice@example.com', password: 'secret', sounds: false });
    void phone.start();
    return { phone, clients, frames };
  }

  const becomes = (of: Phone, status: PhoneState['account']['status']): Promise<void> =>
    waitUntil(() => of.state.account.status === status, `never ${status}`, WITHIN);

  it('selects the sub-protocol gets a request for "sip" and a REGISTER as one text frame', async () => {
    const asked: string[][] = [];
    const { frames } = start({
      selectProtocol: (protocols) => {
        asked.push([...protocols]);
        return 'sip';
      },
    });
    await waitUntil(() => frames.length > 0, 'never registered', WITHIN);
    expect(asked).to.deep.equal([['sip']]);
    expect(frames[0])
      .to.be.a('string')
      .that.matches(/^REGISTER sip:example\.com SIP\/2\.0\r\n[^]*\r\n\r\n$/);
  });

  it('rejects the handshake is offline with a time for the next attempt, and its state contains no password', async () => {
    const { phone } = start({ verifyClient: () => false });
    await becomes(phone, 'offline');
    await waitUntil(() => 'retryAt' in phone.state.account, 'never planned another try', WITHIN);
    expect(JSON.stringify(phone.state)).not.to.contain('secret');
  });

  it('closes every connection is never ready, and the phone continues to try', async () => {
    const { phone, clients } = start({ selectProtocol: () => 'sip' });
    const seen = new Set<string>();
    phone.subscribe((state) => seen.add(state.account.status));
    server!.on('connection', (client) => client.close({ code: 1013, reason: 'Try again later', wasClean: true }));
    await waitUntil(() => clients.length >= 1 && phone.state.account.status === 'offline', 'never offline', WITHIN);
    phone.retryNow();
    await waitUntil(() => clients.length >= 2, 'never tried again', WITHIN);
    expect(seen).not.to.include('ready');
  });
});
