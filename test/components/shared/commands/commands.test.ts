/**
 * Walks the table of commands (src/phone/commands.ts): each command by its method, by `commandfor` (HTML §4.10.6), by its shortcut,
 * by its button and through `<sip-frame>` does the same, dispatches the same veto event, honours `preventDefault()` (DOM §2.2),
 * and is refused with the same error where there is no call that it needs.
 */

import { expect, html } from '@open-wc/testing';
import '../../../../src/define/all.js';
import { CommandButton } from '../../../../src/components/call-buttons/command-button.js';
import type { SipFrame } from '../../../../src/components/sip-frame/sip-frame.js';
import type { SipProvider } from '../../../../src/components/sip-provider/sip-provider.js';
import * as elements from '../../../../src/elements.js';
import { attributeName } from '../../../../src/phone/attribute-name.js';
import {
  COMMAND_NAMES,
  isCallCommand,
  isFrameCommand,
  rowOf,
  type CommandArgument,
  type CommandName,
} from '../../../../src/phone/commands.js';
import type { CallNeed } from '../../../../src/phone/command-needs.js';
import { PhoneError } from '../../../../src/phone/phone-error.js';
import { DESK } from '../../../../stories/support/fake-devices.js';
import { ANN, BOB, EMPTY, FakePhone } from '../../../../stories/support/fake-phone.js';
import { mountAll, settled, until } from '../../support.js';

/** The button of each command that has one. */
const BUTTONS: Partial<Record<CommandName, string>> = {
  answer: 'sip-answer-button',
  decline: 'sip-decline-button',
  hangUp: 'sip-hangup-button',
  mute: 'sip-mute-button',
  hold: 'sip-hold-button',
  swap: 'sip-swap-button',
  merge: 'sip-merge-button',
  split: 'sip-merge-button',
  show: 'sip-camera-button',
  record: 'sip-record-button',
};

/** A value of each kind of argument that a command needs. */
const VALUES: Partial<Record<CommandArgument, string>> = {
  target: '1020',
  transferTarget: '1020',
  extension: '1020',
  text: 'Hello',
  digits: '42',
  video: 'camera',
  source: '/welcome.wav',
  availability: 'away',
};

/** Brings the phone to a state in which the command is possible: its call is `one`; for an established one, there is `two` beside it. */
function prepare(phone: FakePhone, name: CommandName): void {
  phone.set({ devices: DESK, voicemail: { ...phone.state.voicemail, account: '*97' } });
  if (!isCallCommand(name)) return;
  const need = rowOf(name).needs;
  const one = phone.ring(ANN, 'one');
  if (need === 'incoming' || need === 'unanswered') return;
  one.connect();
  phone.ring(BOB, 'two').connect();
  if (need === 'conference') for (const id of ['one', 'two']) phone.getCall(id)!.patch({ merged: true });
  if (need === 'playing') one.patch({ playing: { mode: 'replace', loop: false, position: 0 } });
  // Swap acts on the call that is not active.
  phone.show(name === 'swap' ? 'two' : 'one');
}

/** Gives the phone a call that lacks what the command needs. */
function prepareWrongCall(phone: FakePhone, need: CallNeed): void {
  const call = phone.ring(ANN, 'wrong');
  if (need === 'live') void call.finish('hung-up', 'remote');
  else if (need !== 'active') call.connect();
}

/** A way to run a command. `done` is its promise when the way has one. */
interface Way {
  readonly phone: FakePhone;
  /** Dispatches the events. */
  readonly owner: EventTarget;
  give(): Promise<unknown> | undefined;
  /** Whether its button is disabled. */
  isDisabled?(): boolean;
  /** Resolves when an earlier command would have been performed. */
  flush(): Promise<unknown>;
}

type Provide = (name: CommandName, word: string) => Promise<Way>;

async function provider(content = html``, phone = new FakePhone()): Promise<{ phone: FakePhone; owner: SipProvider }> {
  const owner = await mountAll<SipProvider>(html`<sip-provider id="walked" .phone=${phone}>${content}</sip-provider>`);
  return { phone, owner };
}

const argumentsOf = (name: CommandName): (string | undefined)[] => rowOf(name).args.map((kind) => VALUES[kind]);

const call = (target: SipProvider | SipFrame, name: CommandName): Promise<unknown> => {
  const method: unknown = Reflect.get(target, name);
  if (typeof method !== 'function') throw new Error(`There is no method ${name}.`);
  return Reflect.apply(method, target, argumentsOf(name)) as Promise<unknown>;
};

const byMethod: Provide = async (name) => {
  const { phone, owner } = await provider();
  return { phone, owner, give: () => call(owner, name), flush: () => settled(owner) };
};

const byInvoker: Provide = async (name, word) => {
  const value = argumentsOf(name).find((one) => one !== undefined) ?? '';
  const { phone, owner } = await provider(
    html`<button commandfor="walked" command="--sip-${word}" value=${value}>${value}</button>`,
  );
  const button = owner.querySelector('button')!;
  return { phone, owner, give: () => void button.click(), flush: () => flushed(owner, phone) };
};

const byHotkey: Provide = async (name) => {
  const { phone, owner } = await provider(html`<sip-hotkeys></sip-hotkeys>`);
  const hotkeys = owner.querySelector('sip-hotkeys')!;
  hotkeys.setAttribute(attributeName(name), 'Ctrl+Alt+Y');
  await settled(hotkeys);
  const press = (): void => {
    const keys = { code: 'KeyY', key: 'y', ctrlKey: true, altKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', keys));
  };
  return { phone, owner, give: () => void press(), flush: () => flushed(owner, phone) };
};

const byButton: Provide = async (name) => {
  const element = document.createElement(BUTTONS[name]!);
  const { phone, owner } = await provider(html`${element}`);
  const button = element.shadowRoot!.querySelector('button')!;
  const isDisabled = (): boolean => button.disabled;
  return { phone, owner, give: () => void button.click(), isDisabled, flush: () => flushed(owner, phone) };
};

/** One frame for all tests, as its page takes half a second to load. */
let frame: SipFrame;

const byFrame: Provide = async (name) => {
  const page: unknown = frame.renderRoot.querySelector('iframe')!.contentWindow;
  const { phone, provider: owner } = page as { phone: FakePhone; provider: EventTarget };
  phone.set(EMPTY);
  return { phone, owner, give: () => call(frame, name), flush: () => frame.start().then(() => phone.did.pop()) };
};

/** Waits until a later command was run, and removes that from the record. */
async function flushed(owner: SipProvider, phone: FakePhone): Promise<void> {
  await settled(owner);
  await owner.start();
  phone.did.pop();
}

/** The ways of a command, by title. */
function waysOf(name: CommandName): [title: string, provide: Provide, word: string][] {
  const { invoker, before = '', hotkey, key: _ } = rowOf(name);
  return [
    ['its method', byMethod, ''],
    ...(invoker ?? [before]).map((word): [string, Provide, string] => [`commandfor --sip-${word}`, byInvoker, word]),
    ...(hotkey === undefined ? [] : ([['its shortcut', byHotkey, '']] as [string, Provide, string][])),
    ...(BUTTONS[name] ? ([['its button', byButton, '']] as [string, Provide, string][]) : []),
    ...(isFrameCommand(name) ? ([['<sip-frame>', byFrame, '']] as [string, Provide, string][]) : []),
  ];
}

const kindOf = (promise: Promise<unknown> | undefined): Promise<string> =>
  Promise.resolve(promise).then(
    () => 'performed',
    // The frame is another realm of the same page: its errors are created here.
    (error: unknown) => (error instanceof PhoneError ? error.kind : String(error)),
  );

let listeners = new AbortController();

/** Records the veto events, and prevents them if `prevented`. */
function watch(owner: EventTarget, prevented: boolean): string[] {
  const seen: string[] = [];
  const actions = new Set(COMMAND_NAMES.map((name) => rowOf(name).before));
  for (const action of actions)
    owner.addEventListener(
      `sip-before-${action}`,
      (event) => {
        seen.push(`${event.type} ${(Reflect.get(event, 'call') as { id: string } | undefined)?.id ?? ''}`.trim());
        if (prevented) event.preventDefault();
      },
      { signal: listeners.signal },
    );
  return seen;
}

describe('the table of commands', () => {
  before(async () => {
    frame = document.createElement('sip-frame');
    frame.src = '/test/components/sip-frame/frame-page.html';
    document.body.append(frame);
    await until(() => frame.matches(':state(ready)'));
  });
  after(() => frame.remove());
  afterEach(() => {
    listeners.abort();
    listeners = new AbortController();
  });

  it('is tested with every command button', () => {
    const classes = Object.values(elements).filter((one) => one.prototype instanceof CommandButton);
    const named = new Set(Object.values(BUTTONS));
    // The second button of `show`.
    expect(classes.map(({ tagName }) => tagName).sort()).to.deep.equal([...named, 'sip-screen-button'].sort());
  });

  for (const name of COMMAND_NAMES) {
    const action = rowOf(name).before;
    const needs = isCallCommand(name) ? rowOf(name).needs : undefined;
    /** The calls of the phone by the method of the provider, to which the other ways are compared. */
    const reference = async (): Promise<string[]> => {
      const { phone, give } = await byMethod(name, '');
      prepare(phone, name);
      phone.did.length = 0;
      void kindOf(give());
      await until(() => phone.did.length > 0);
      return phone.did;
    };

    describe(name, () => {
      for (const [title, provide, word] of waysOf(name)) {
        // The other value of the same command.
        const same = (did: readonly string[]): string[] => did.map((one) => one.replace('screen', 'camera'));

        it(`by ${title}: is run after its event`, async () => {
          const { phone, owner, give } = await provide(name, word);
          prepare(phone, name);
          const seen = watch(owner, false);
          phone.did.length = 0;
          if (provide === byButton) await settled(owner as SipProvider);
          void kindOf(give());
          await until(() => phone.did.length > 0, name);
          expect(same(phone.did)).to.deep.equal(await reference());
          const id = name === 'swap' || needs === undefined ? { swap: ' one' }[name as 'swap'] : ' one';
          expect(seen).to.deep.equal(action === undefined ? [] : [`sip-before-${action}${id ?? ''}`]);
        });

        if (action !== undefined)
          it(`by ${title}: does nothing when a listener prevents its event`, async () => {
            const { phone, owner, give, flush } = await provide(name, word);
            prepare(phone, name);
            const seen = watch(owner, true);
            phone.did.length = 0;
            if (provide === byButton) await settled(owner as SipProvider);
            const given = give();
            const kind = await kindOf(given);
            await flush();
            expect(phone.did).to.deep.equal([]);
            expect(seen).to.have.length(1);
            if (given) expect(kind).to.equal('canceled');
          });

        if (needs !== undefined)
          it(`by ${title}: is refused without a call, and for a call in another state`, async () => {
            for (const isThere of [false, true]) {
              const { phone, owner, give, flush, isDisabled } = await provide(name, word);
              if (isThere) prepareWrongCall(phone, needs);
              const seen = watch(owner, false);
              phone.did.length = 0;
              if (provide === byButton) await settled(owner as SipProvider);
              const given = give();
              const kind = await kindOf(given);
              await flush();
              expect([phone.did, seen]).to.deep.equal([[], []]);
              if (given) expect(kind).to.equal('already-ended');
              if (isDisabled) expect(isDisabled()).to.equal(true);
            }
          });
      }
    });
  }

  it('refuses arguments of a wrong type with a TypeError that names them', async () => {
    const { owner } = await provider();
    for (const [name, args] of [
      ['call', [1020]],
      ['mute', ['yes']],
      ['sendDigits', []],
      ['show', ['slides']],
      ['answer', [{}]],
    ] as const) {
      const error: unknown = await Reflect.apply(Reflect.get(owner, name), owner, args).catch((one: unknown) => one);
      expect(error, name).to.be.instanceOf(TypeError);
      expect(String(error)).to.contain(`${name}(): Argument 1 must be`);
    }
  });

  it('accepts null for an optional argument', async () => {
    const { owner, phone } = await provider();
    phone.ring(ANN);
    await Reflect.apply(Reflect.get(owner, 'answer'), owner, [null]);
    expect(phone.did).to.deep.equal(['answer in-1']);
  });
});
