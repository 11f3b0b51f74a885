/** Runs in the page before a stack is loaded: times what passes the socket and the connection, the same way for each stack. */

/** What the page of a stack offers: one phone at a time. */
export interface Peer {
  /** Connects and registers a new phone; resolves when it is registered. */
  start(account: Account): Promise<void>;
  /** Unregisters and disconnects it. */
  stop(): Promise<void>;
  /** Calls an extension; resolves when the call is answered, or refused. */
  call(extension: string): Promise<void>;
  /** Ends the call. */
  hangUp(): Promise<void>;
}

export interface Account {
  readonly server: string;
  readonly domain: string;
  readonly name: string;
  readonly password: string;
}

/** Milliseconds from a command. */
export interface Starting {
  /** To the open socket. */
  connect: number;
  /** To the 200 of the REGISTER. */
  register: number;
}

const connections = new Set<RTCPeerConnection>();

class WatchedConnection extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.add(this);
  }

  override close(): void {
    super.close();
    connections.delete(this);
  }
}

type Moment = 'open' | 'registered' | 'ringing';
const moments = new Map<Moment, number>();
const mark = (moment: Moment): void => {
  if (!moments.has(moment)) moments.set(moment, performance.now());
};

class WatchedSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('open', () => mark('open'));
    this.addEventListener('message', ({ data }) => {
      const text = String(data);
      if (text.startsWith('SIP/2.0 180 ')) mark('ringing');
      if (text.startsWith('SIP/2.0 200 ') && /^CSeq: *\d+ REGISTER/im.test(text)) mark('registered');
    });
  }
}

Object.assign(globalThis, { WebSocket: WatchedSocket, RTCPeerConnection: WatchedConnection });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when a connection of the page has received audio. */
async function sound(): Promise<void> {
  for (;;) {
    for (const connection of connections)
      for (const [, report] of (await connection.getStats()) as unknown as Map<string, RTCInboundRtpStreamStats>)
        if (report.type === 'inbound-rtp' && (report.packetsReceived ?? 0) > 0) return;
    await pause(1);
  }
}

const since = (start: number, moment: Moment): number => (moments.get(moment) ?? Number.NaN) - start;

/** Sets the functions that the bench calls. */
export function offer(peer: Peer): void {
  const run = {
    /** Registers a new phone, and stops it again unless `stay` is set. */
    async start(account: Account, stay: boolean): Promise<Starting> {
      moments.clear();
      const begin = performance.now();
      await peer.start(account);
      const result = { connect: since(begin, 'open'), register: since(begin, 'registered') };
      if (!stay) await peer.stop();
      return result;
    },
    /** Milliseconds until the remote party rings, which then declines. */
    async ring(): Promise<number> {
      moments.clear();
      const begin = performance.now();
      await peer.call('decline');
      return since(begin, 'ringing');
    },
    /** Milliseconds until audio comes back from the echo; the call is then ended. */
    async call(): Promise<number> {
      const begin = performance.now();
      await peer.call('echo');
      await sound();
      const took = performance.now() - begin;
      await peer.hangUp();
      return took;
    },
    /** Connections that have not been closed. */
    open: (): number => connections.size,
  };
  Object.assign(globalThis, { run });
}
