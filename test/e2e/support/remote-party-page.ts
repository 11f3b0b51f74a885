/** Runs in a page: SIP.js and JsSIP as remote parties of a call, with one interface, `globalThis.remoteParty`. Each answers at once. */
import * as JsSIP from 'jssip';
import {
  Inviter,
  Messager,
  Registerer,
  RegistererState,
  SessionState,
  UserAgent,
  Web,
  type Referral,
  type Session,
  type SessionInviteOptions,
} from 'sip.js';

export interface Account {
  readonly server: string;
  readonly domain: string;
  readonly name: string;
  readonly password: string;
}

export interface RemoteParty {
  /** Calls a target; resolves when it has answered. */
  call(name: string): Promise<void>;
  hold(on: boolean): Promise<void>;
  /** Sends a digit by INFO, as both do without being told otherwise. */
  digit(tone: string): Promise<void>;
  /** Blind. */
  transfer(name: string): Promise<void>;
  hangUp(): Promise<void>;
  /** Sends a text message. */
  message(name: string, text: string): Promise<void>;
  /** Calls that are up, those to which it was sent included. */
  calls(): number;
  /** The DTMF digits that it has received by INFO. */
  digits(): string;
  /** The text messages that it has received. */
  messages(): readonly string[];
}

declare global {
  // oxlint-disable-next-line no-var -- a property of the global object
  var registerRemoteParty: typeof register;
  // oxlint-disable-next-line no-var -- a property of the global object
  var remoteParty: RemoteParty;
}

const AUDIO = { audio: true, video: false } as const;

/** The digit of an INFO with application/dtmf-relay. */
const signalIn = (body: string): string => /^Signal *= *(\S)/im.exec(body)?.[1] ?? '';

async function sipJs({ server, domain, name, password }: Account): Promise<RemoteParty> {
  const sessions = new Set<Session>();
  const options: SessionInviteOptions = { sessionDescriptionHandlerOptions: { constraints: AUDIO } as object };
  const play = (session: Session): void => {
    const handler = session.sessionDescriptionHandler;
    if (!(handler instanceof Web.SessionDescriptionHandler)) return;
    const audio = new Audio();
    audio.srcObject = handler.remoteMediaStream;
    void audio.play();
  };
  let digits = '';
  const messages: string[] = [];
  const follow = (session: Session): void => {
    session.delegate = {
      onRefer: (referral) => void refer(referral),
      onInfo: (info) => {
        digits += signalIn(info.request.body);
        void info.accept();
      },
    };
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) {
        sessions.add(session);
        play(session);
      }
      if (state === SessionState.Terminated) sessions.delete(session);
    });
  };
  const refer = async (referral: Referral): Promise<void> => {
    await referral.accept();
    // It writes the Replaces of an attended transfer into the options.
    const inviter = referral.makeInviter({ ...options });
    follow(inviter);
    await inviter.invite();
  };
  const agent = new UserAgent({
    uri: UserAgent.makeURI(`sip:${name}@${domain}`)!,
    transportOptions: { server },
    authorizationUsername: name,
    authorizationPassword: password,
    logBuiltinEnabled: false,
    delegate: {
      onInvite: (invitation) => {
        follow(invitation);
        void invitation.accept(options);
      },
      onMessage: (message) => {
        messages.push(message.request.body);
        void message.accept();
      },
    },
  });
  await agent.start();
  const registerer = new Registerer(agent);
  // Its promise resolves when the request is sent.
  const registered = new Promise<void>((resolve) => {
    registerer.stateChange.addListener((state) => state === RegistererState.Registered && resolve());
  });
  await registerer.register();
  await registered;
  const only = (): Session => [...sessions].at(-1)!;
  return {
    async call(target) {
      const inviter = new Inviter(agent, UserAgent.makeURI(`sip:${target}@${domain}`)!, options);
      follow(inviter);
      const up = new Promise<void>((resolve) => {
        inviter.stateChange.addListener((state) => {
          if (state === SessionState.Established) resolve();
        });
      });
      await inviter.invite();
      await up;
    },
    async hold(on) {
      const session = only();
      session.sessionDescriptionHandlerOptionsReInvite = {
        ...options.sessionDescriptionHandlerOptions,
        hold: on,
      } as object;
      await new Promise<void>((resolve, reject) => {
        const requestDelegate = { onAccept: () => resolve(), onReject: () => reject(new Error('refused')) };
        session.invite({ requestDelegate }).catch(reject);
      });
      // A party that holds may send music; this page sends silence.
      const handler = session.sessionDescriptionHandler;
      if (handler instanceof Web.SessionDescriptionHandler) handler.enableSenderTracks(!on);
    },
    async digit(tone) {
      const body = {
        contentDisposition: 'render',
        contentType: 'application/dtmf-relay',
        content: `Signal=${tone}\r\nDuration=100`,
      };
      await only().info({ requestOptions: { body } });
    },
    async transfer(target) {
      await only().refer(UserAgent.makeURI(`sip:${target}@${domain}`)!);
    },
    async hangUp() {
      await only().bye();
    },
    message: (target, text) => new Messager(agent, UserAgent.makeURI(`sip:${target}@${domain}`)!, text).message(),
    calls: () => sessions.size,
    digits: () => digits,
    messages: () => messages,
  };
}

/** What is used of a session of JsSIP. */
interface JsSession {
  direction: string;
  connection: RTCPeerConnection;
  answer(options: object): void;
  hold(options: object, done: () => void): boolean;
  unhold(options: object, done: () => void): boolean;
  sendDTMF(tone: string): void;
  refer(target: string): void;
  terminate(): void;
  on(event: string, listener: (data: JsEvent) => void): void;
}

/** What is used of the events of a session of JsSIP. */
interface JsEvent {
  originator: string;
  dtmf: { tone: string };
  accept(made: (session: JsSession) => void, options: object): void;
}

async function jsSip({ server, domain, name, password }: Account): Promise<RemoteParty> {
  JsSIP.debug.disable();
  const sessions = new Set<JsSession>();
  let digits = '';
  const messages: string[] = [];
  // For each call its own, as JsSIP writes the Replaces of an attended transfer into them.
  const options = () => ({ mediaConstraints: AUDIO });
  const agent = new JsSIP.UA({
    uri: `sip:${name}@${domain}`,
    sockets: [new JsSIP.WebSocketInterface(server)],
    authorization_user: name,
    password,
  });
  const follow = (session: JsSession): void => {
    session.on('confirmed', () => {
      sessions.add(session);
      const audio = new Audio();
      audio.srcObject = new MediaStream(session.connection.getReceivers().map(({ track }) => track));
      void audio.play();
    });
    for (const end of ['ended', 'failed']) session.on(end, () => void sessions.delete(session));
    session.on('refer', ({ accept }) => accept(follow, options()));
    session.on('newDTMF', ({ originator, dtmf }) => {
      if (originator === 'remote') digits += dtmf.tone;
    });
  };
  agent.on('newMessage', ({ originator, request }: { originator: string; request: { body: string } }) => {
    if (originator === 'remote') messages.push(request.body);
  });
  agent.on('newRTCSession', ({ session }: { session: unknown }) => {
    const incoming = session as JsSession;
    if (incoming.direction !== 'incoming') return;
    follow(incoming);
    incoming.answer(options());
  });
  const registered = new Promise<void>((resolve) => agent.on('registered', () => resolve()));
  agent.start();
  await registered;
  const only = (): JsSession => [...sessions].at(-1)!;
  return {
    async call(target) {
      const session = agent.call(`sip:${target}@${domain}`, options()) as unknown as JsSession;
      const up = new Promise<void>((resolve) => session.on('confirmed', () => resolve()));
      follow(session);
      await up;
    },
    hold: (on) =>
      new Promise((resolve, reject) => {
        const session = only();
        const begun = on ? session.hold({}, resolve) : session.unhold({}, resolve);
        if (!begun) reject(new Error('not now'));
      }),
    digit: (tone) => Promise.resolve(only().sendDTMF(tone)),
    transfer: (target) => Promise.resolve(only().refer(`sip:${target}@${domain}`)),
    hangUp: () => Promise.resolve(only().terminate()),
    message: (target, text) =>
      new Promise((resolve, reject) => {
        const eventHandlers = { succeeded: () => resolve(), failed: () => reject(new Error('refused')) };
        agent.sendMessage(`sip:${target}@${domain}`, text, { eventHandlers });
      }),
    calls: () => sessions.size,
    digits: () => digits,
    messages: () => messages,
  };
}

/** Registers an account and sets `globalThis.remoteParty`. */
export async function register(stack: 'SIP.js' | 'JsSIP', account: Account): Promise<void> {
  globalThis.remoteParty = await (stack === 'SIP.js' ? sipJs(account) : jsSip(account));
}
