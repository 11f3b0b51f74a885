/** The page with JsSIP, used as its documentation shows. */
import { offer, type Peer } from './watch.js';
import * as JsSIP from 'jssip';

interface Session {
  readonly connection: RTCPeerConnection;
  terminate(): void;
  on(event: string, listener: () => void): void;
}

JsSIP.debug.disable();
const audio = new Audio();
let agent: JsSIP.UA;
let session: Session;
let domain: string;

const peer: Peer = {
  async start(account) {
    ({ domain } = account);
    agent = new JsSIP.UA({
      uri: `sip:${account.name}@${domain}`,
      sockets: [new JsSIP.WebSocketInterface(account.server)],
      authorization_user: account.name,
      password: account.password,
    });
    const registered = new Promise<void>((resolve) => agent.on('registered', () => resolve()));
    agent.start();
    await registered;
  },
  async stop() {
    const disconnected = new Promise<void>((resolve) => agent.on('disconnected', () => resolve()));
    agent.stop();
    await disconnected;
  },
  async call(extension) {
    const options = { mediaConstraints: { audio: true, video: false } };
    session = agent.call(`sip:${extension}@${domain}`, options) as unknown as Session;
    const confirmed = await new Promise<boolean>((resolve) => {
      session.on('confirmed', () => resolve(true));
      session.on('failed', () => resolve(false));
    });
    if (!confirmed) return;
    audio.srcObject = new MediaStream(session.connection.getReceivers().map(({ track }) => track));
    void audio.play().catch(() => undefined);
  },
  async hangUp() {
    const ended = new Promise<void>((resolve) => session.on('ended', () => resolve()));
    session.terminate();
    await ended;
  },
};

offer(peer);
