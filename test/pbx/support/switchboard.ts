/** A PBX on a free port with phones that are closed with it. */

import { LoggerFactory } from '../../../src/sip/base/logger.js';
import { createPocketPbx, type PbxOptions, type PocketPbx } from '../../../packages/pbx/src/index.js';
import { ScriptedPhone } from './scripted-phone.js';

export const SECRETS = { alice: 'wonderland', bob: 'builder', carol: 'singer', dave: 'diver' } as const;
export type Name = keyof typeof SECRETS;

export class Switchboard {
  readonly lines: string[] = [];
  readonly #phones: ScriptedPhone[] = [];

  private constructor(
    readonly pbx: PocketPbx,
    readonly url: string,
    lines: string[],
  ) {
    this.lines = lines;
  }

  static async open(options: PbxOptions = {}): Promise<Switchboard> {
    const lines: string[] = [];
    const loggerFactory = new LoggerFactory({
      builtinEnabled: false,
      connector: (level, category, _label, content) => lines.push(`${level} ${category} ${content}`),
    });
    const accounts = Object.entries(SECRETS).map(([username, password], at) => ({
      username,
      password,
      displayName: username.toUpperCase(),
      extension: `100${at + 1}`,
    }));
    const pbx = createPocketPbx({ accounts, loggerFactory, ...options });
    const { url } = await pbx.listen({ port: 0 });
    return new Switchboard(pbx, url, lines);
  }

  /** A phone that is connected and not registered. */
  async phone(name: string, password: string | undefined = SECRETS[name as Name]): Promise<ScriptedPhone> {
    const phone = await ScriptedPhone.open(this.url, name, password);
    this.#phones.push(phone);
    return phone;
  }

  async registered(name: Name): Promise<ScriptedPhone> {
    const phone = await this.phone(name);
    await phone.register();
    return phone;
  }

  async close(): Promise<void> {
    await this.pbx.close();
    await Promise.all(this.#phones.map((phone) => phone.close()));
  }
}
