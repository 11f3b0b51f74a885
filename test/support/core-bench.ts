/** A user agent core on a scripted WebSocket in virtual time. */

import { LoggerFactory } from '../../src/sip/base/logger.js';
import { LocalContact } from '../../src/sip/core/contact.js';
import type { CoreConfiguration } from '../../src/sip/core/services.js';
import { UserAgentCore } from '../../src/sip/core/user-agent-core.js';
import { Authenticator } from '../../src/sip/digest/authenticator.js';
import { NameAddrHeader } from '../../src/sip/message/name-addr.js';
import { URI } from '../../src/sip/message/uri.js';
import { WebSocketTransport } from '../../src/sip/transport/websocket-transport.js';
import { ScriptedNetwork, type ScriptedSocket } from './scripted-socket.js';
import { VirtualClock } from './virtual-clock.js';

export interface CoreBench {
  core: UserAgentCore;
  clock: VirtualClock;
  network: ScriptedNetwork;
  transport: WebSocketTransport;
  /** The first connection. */
  socket: ScriptedSocket;
  log: string[];
}

/** A connected core of `sip:alice@example.com`, whose Contact is `sip:alice@phone.invalid`; no keep-alive. */
export async function coreBench(configuration: Partial<CoreConfiguration> = {}): Promise<CoreBench> {
  const clock = new VirtualClock();
  const network = new ScriptedNetwork();
  const log: string[] = [];
  const connector = (_level: string, _category: string, _label: string | undefined, line: string): void =>
    void log.push(line);
  const loggerFactory = new LoggerFactory({ builtinEnabled: false, connector });
  const transport = new WebSocketTransport({
    servers: 'wss://sip.example.com',
    clock,
    socketFactory: network.factory,
    loggerFactory,
    keepAliveInterval: 0,
    random: () => 0.5,
  });
  const core = new UserAgentCore({
    clock,
    loggerFactory,
    transport,
    authenticator: new Authenticator(
      { username: 'alice', password: 'secret' },
      { rules: { realms: ['r', 'example.com'], inDialog: ['SUBSCRIBE'] } },
    ),
    identity: new NameAddrHeader(uri('sip:alice@example.com')),
    contact: new LocalContact({ host: 'phone.invalid', user: 'alice' }),
    userAgent: 'test',
    allow: ['INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'SUBSCRIBE', 'NOTIFY', 'MESSAGE'],
    supported: [],
    accept: ['application/sdp'],
    preloadedRouteSet: [],
    random: () => 0.5,
    ...configuration,
  });
  await transport.connect();
  return { core, clock, network, transport, socket: network.socket, log };
}

export function uri(text: string): URI {
  const parsed = URI.parse(text);
  if (!parsed) throw new Error(`not a URI: ${text}`);
  return parsed;
}
