/** The same call in three stacks: one user agent calls another in the same page, both through the relay. */
import * as JsSIP from 'jssip';
import { Inviter, SessionState, UserAgent, type Invitation } from 'sip.js';
import { createSessionDescriptionHandlerFactory, Microphone } from '../../src/media/index.js';
import { UA, type Session } from '../../src/sip/index.js';

/** A pair of user agents that is connected. `prepare` is what a callee's phone does while it rings. */
export interface Stack {
  /** Calls b from a; `answered` is called at the moment at which b answers. */
  call(answered: () => void, iceServers: RTCIceServer[]): Promise<void>;
  /** Ends the call at both ends. */
  end(): Promise<void>;
  /** Disconnects both user agents: a later one that reconnects would take the wire from the stack that is measured. */
  stop(): Promise<void>;
}

/** Long enough for everything that happens while a phone rings. */
const RINGING = 50;
const ring = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, RINGING));

/** `asking`: each call is the first one of its page, which does not know yet that it may use the microphone. */
export async function ours(asking = false): Promise<Stack> {
  let microphone = new Microphone();
  let iceServers: RTCIceServer[] = [];
  const sessionDescriptionHandlerFactory = (
    session: Session,
  ): ReturnType<ReturnType<typeof createSessionDescriptionHandlerFactory>> =>
    createSessionDescriptionHandlerFactory({ microphone, iceServers })(session);
  const agent = (name: string): UA =>
    new UA({
      uri: `sip:${name}@bench.invalid`,
      server: `wss://${name}.bench`,
      register: false,
      autostart: false,
      logBuiltinEnabled: false,
      sessionDescriptionHandlerFactory,
    });
  const [a, b] = [agent('a'), agent('b')];
  await Promise.all([a.start(), b.start()]);
  let session: Session | undefined;
  return {
    async call(answered, servers) {
      iceServers = servers;
      if (asking) microphone = new Microphone();
      const up = new Promise<void>((resolve, reject) => {
        b.once('invite', async (incoming: Session) => {
          const lease = await microphone.acquire();
          incoming.once('terminated', () => lease.release());
          await ring();
          answered();
          incoming.accept();
        });
        session = a.invite('sip:b@bench.invalid');
        session.once('accepted', () => resolve());
        session.once('failed', (_response, cause) => reject(new Error(String(cause))));
      });
      await up;
    },
    async end() {
      const over = new Promise<void>((resolve) => session?.once('terminated', () => resolve()));
      session?.terminate();
      await over;
    },
    async stop() {
      await Promise.all([a.stop(), b.stop()]);
    },
  };
}

export async function sipJs(): Promise<Stack> {
  let iceServers: RTCIceServer[] = [];
  let onInvite: (invitation: Invitation) => void = () => undefined;
  const agent = (name: string): UserAgent =>
    new UserAgent({
      uri: UserAgent.makeURI(`sip:${name}@bench.invalid`)!,
      transportOptions: { server: `wss://${name}.bench` },
      logBuiltinEnabled: false,
      delegate: { onInvite: (invitation) => onInvite(invitation) },
    });
  const [a, b] = [agent('a'), agent('b')];
  await Promise.all([a.start(), b.start()]);
  let inviter: Inviter | undefined;
  const options = () => ({
    sessionDescriptionHandlerOptions: {
      constraints: { audio: true, video: false },
      peerConnectionConfiguration: { iceServers },
    },
  });
  return {
    async call(answered, servers) {
      iceServers = servers;
      for (const one of [a, b])
        Object.assign(one.configuration.sessionDescriptionHandlerFactoryOptions, {
          peerConnectionConfiguration: { iceServers },
        });
      const up = new Promise<void>((resolve) => {
        onInvite = async (invitation) => {
          await ring();
          answered();
          await invitation.accept(options());
        };
        inviter = new Inviter(a, UserAgent.makeURI('sip:b@bench.invalid')!, options());
        inviter.stateChange.addListener((state) => {
          if (state === SessionState.Established) resolve();
        });
      });
      await inviter!.invite();
      await up;
    },
    async end() {
      await inviter?.bye();
    },
    async stop() {
      await Promise.all([a.stop(), b.stop()]);
    },
  };
}

export async function jsSip(): Promise<Stack> {
  JsSIP.debug.disable();
  const agent = (name: string): JsSIP.UA =>
    new JsSIP.UA({
      uri: `sip:${name}@bench.invalid`,
      sockets: [new JsSIP.WebSocketInterface(`wss://${name}.bench`)],
      register: false,
    });
  const [a, b] = [agent('a'), agent('b')];
  const connected = [a, b].map((one) => new Promise<void>((resolve) => one.on('connected', () => resolve())));
  a.start();
  b.start();
  await Promise.all(connected);
  let session: { terminate(): void; on(event: string, listener: () => void): void } | undefined;
  return {
    async call(answered, iceServers) {
      const pcConfig = { iceServers };
      await new Promise<void>((resolve) => {
        const onSession = async (data: {
          originator: string;
          session: { answer(options: object): void };
        }): Promise<void> => {
          if (data.originator !== 'remote') return;
          b.off('newRTCSession', onSession as never);
          await ring();
          answered();
          data.session.answer({ mediaConstraints: { audio: true, video: false }, pcConfig });
        };
        b.on('newRTCSession', onSession as never);
        session = a.call('sip:b@bench.invalid', {
          mediaConstraints: { audio: true, video: false },
          pcConfig,
          eventHandlers: { confirmed: () => resolve() },
        } as never) as never;
      });
    },
    async end() {
      const over = new Promise<void>((resolve) => session?.on('ended', () => resolve()));
      session?.terminate();
      await over;
    },
    async stop() {
      const disconnected = [a, b].map((one) => new Promise<void>((resolve) => one.on('disconnected', () => resolve())));
      a.stop();
      b.stop();
      await Promise.all(disconnected);
    },
  };
}
