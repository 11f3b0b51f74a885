/** Phones without media, connected to a pocket PBX over real WebSockets on the loopback interface. */

import { WebSocket } from 'ws';
import { createPocketPbx, type PbxOptions, type PocketPbx } from '../../packages/pbx/src/index.js';
import type { PhoneConfiguration } from '../../src/phone/configuration.js';
import { Phone } from '../../src/phone/phone.js';
import type { CallState, PhoneState } from '../../src/phone/state.js';
import { LoggerFactory } from '../../src/sip/base/logger.js';
import { FakeDescriptionHandler } from './fake-description-handler.js';
import '../../src/phone/parts-chunk.js';
import '../../src/phone/presence/event-chunk.js';

/** The time limit of a step on a busy machine in milliseconds; less than that of a test. */
const LIMIT = 30_000;

export class PhoneBoard {
  readonly #phones: Phone[] = [];

  private constructor(
    readonly pbx: PocketPbx,
    readonly url: string,
  ) {}

  /** Alice is 1001, Bob 1002, Carol 1003, Dave 1004. */
  static async open(options: PbxOptions = {}): Promise<PhoneBoard> {
    const accounts = ['alice', 'bob', 'carol', 'dave'].map((username, at) => ({
      username,
      password: `${username}-secret`,
      displayName: username.replace(/^./, (letter) => letter.toUpperCase()),
      extension: `100${at + 1}`,
    }));
    const loggerFactory = new LoggerFactory({ builtinEnabled: false });
    const pbx = createPocketPbx({ accounts, loggerFactory, ...options });
    const { url } = await pbx.listen({ port: 0 });
    return new PhoneBoard(pbx, url);
  }

  /** A phone that has registered. */
  async phone(name: string, configuration: PhoneConfiguration = {}): Promise<Phone> {
    const phone = await phoneAt(this.url, `sip:${name}@example.test`, `${name}-secret`, configuration);
    this.#phones.push(phone);
    return phone;
  }

  async close(): Promise<void> {
    await Promise.all(this.#phones.map((phone) => phone.dispose()));
    await this.pbx.close();
  }
}

/** A phone without media that has registered at a server. */
export async function phoneAt(
  server: string,
  uri: string,
  password: string,
  configuration: PhoneConfiguration = {},
): Promise<Phone> {
  const phone = new Phone({
    server,
    uri,
    password,
    logLevel: 'error',
    browserTabs: 'alone',
    sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler(),
    transportOptions: { socketFactory: (url: string, protocol: string) => new WebSocket(url, protocol) },
    ...configuration,
  });
  void phone.start();
  await until(phone, ({ account }) => account.status === 'ready');
  return phone;
}

/** Resolves with the first state for which `holds` is true, including the present one; rejects after a time limit. */
export function until<T>(phone: Phone, holds: (state: PhoneState) => T | undefined | false): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      const found = holds(phone.state);
      if (found === undefined || found === false) return;
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const stop = phone.subscribe(check);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`it did not come to that: ${JSON.stringify(phone.state, undefined, 1)}`));
    }, LIMIT);
    check();
  });
}

/** The newest call of a phone in this status. */
export function callIn<S extends CallState['status']>(phone: Phone, status: S): Promise<CallState & { status: S }> {
  return until(phone, ({ calls }) =>
    calls.findLast((call): call is CallState & { status: S } => call.status === status),
  );
}
