/** The page with SIP.js, used as its documentation shows. */
import { offer, type Peer } from './watch.js';
import { Inviter, Registerer, RegistererState, SessionState, UserAgent, Web } from 'sip.js';

const audio = new Audio();
let agent: UserAgent;
let registerer: Registerer;
let inviter: Inviter;
let domain: string;

const peer: Peer = {
  async start(account) {
    ({ domain } = account);
    agent = new UserAgent({
      uri: UserAgent.makeURI(`sip:${account.name}@${domain}`)!,
      transportOptions: { server: account.server },
      authorizationUsername: account.name,
      authorizationPassword: account.password,
      logBuiltinEnabled: false,
    });
    await agent.start();
    registerer = new Registerer(agent);
    const registered = new Promise<void>((resolve) =>
      registerer.stateChange.addListener((state) => {
        if (state === RegistererState.Registered) resolve();
      }),
    );
    await registerer.register();
    await registered;
  },
  async stop() {
    const removed = new Promise<void>((resolve) =>
      registerer.stateChange.addListener((state) => {
        if (state === RegistererState.Unregistered) resolve();
      }),
    );
    await registerer.unregister();
    await removed;
    await agent.stop();
  },
  async call(extension) {
    const options = { sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } };
    inviter = new Inviter(agent, UserAgent.makeURI(`sip:${extension}@${domain}`)!, options);
    const done = new Promise<void>((resolve) =>
      inviter.stateChange.addListener((state) => {
        if (state === SessionState.Established || state === SessionState.Terminated) resolve();
      }),
    );
    await inviter.invite();
    await done;
    const handler = inviter.sessionDescriptionHandler;
    if (inviter.state !== SessionState.Established || !(handler instanceof Web.SessionDescriptionHandler)) return;
    audio.srcObject = handler.remoteMediaStream;
    void audio.play().catch(() => undefined);
  },
  async hangUp() {
    await inviter.bye();
  },
};

offer(peer);
