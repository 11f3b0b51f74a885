/**
 * Each visible element of a preset is a part of it, in each scene: a style sheet of the page reaches what paints something (CSS Shadow
 * Parts §3). What only inherits the look of a part, such as a name in a heading, is reached by that part.
 */

import { expect } from '@open-wc/testing';
import { html, render, type TemplateResult } from 'lit';
import { readFile, setViewport } from '@web/test-runner-commands';
import '../../src/define/all.js';
import type { SipPhone } from '../../src/components/sip-phone/sip-phone.js';
import { setElementClock } from '../../src/components/shared/time/time.js';
import { twoCalls, up } from '../../stories/support/call-states.js';
import { DESK } from '../../stories/support/fake-devices.js';
import { FakePhone, withCall, type FakeCall } from '../../stories/support/fake-phone.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { STORY_MODULES } from './all-stories.js';
import { NOW, people, SCENES, type Scene } from './snapshots/scenes.js';
import { CALLS, LOW } from './snapshots/sheets.js';
import { isClear, rgb } from './colors.js';
import { button, deep, partsOf, settled, until, type Mounted } from './support.js';

/** A property that is not inherited: only an element that a rule selects has it. */
const REACHED = '--test-reached';
const OWN = { name: REACHED, syntax: '*', inherits: false };
CSS.registerProperty(OWN);

const isReached = (element: Element): boolean => getComputedStyle(element).getPropertyValue(REACHED) !== '';

const hasBorder = (style: CSSStyleDeclaration): boolean =>
  (['Top', 'Right', 'Bottom', 'Left'] as const).some(
    (side) => style[`border${side}Width`] !== '0px' && !isClear(style[`border${side}Color`]),
  );
const hasGround = (style: CSSStyleDeclaration): boolean =>
  !isClear(style.backgroundColor) || style.backgroundImage !== 'none' || hasBorder(style) || style.boxShadow !== 'none';

/** What an element paints by itself: nothing where it only arranges others. */
function painted(element: Element): 'nothing' | 'text' | 'more' {
  if (!element.checkVisibility({ visibilityProperty: true })) return 'nothing';
  if (element.namespaceURI === 'http://www.w3.org/2000/svg') return element.localName === 'svg' ? 'more' : 'nothing';
  // A browser paints options by itself.
  if (element.matches('slot, style, option')) return 'nothing';
  const style = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  // A text for screen readers only.
  if (style.clipPath === 'inset(50%)' || width <= 1 || height <= 1) return 'nothing';
  if (element.matches('input, select, textarea, button, img, video, canvas') || hasGround(style)) return 'more';
  for (const pseudo of ['::before', '::after']) {
    const generated = getComputedStyle(element, pseudo);
    if (!['none', 'normal'].includes(generated.content) && (generated.content !== '""' || hasGround(generated)))
      return 'more';
  }
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '')
    ? 'text'
    : 'nothing';
}

const LOOK = [
  ...(['fontFamily', 'fontSize', 'fontStyle', 'fontWeight', 'letterSpacing'] as const),
  ...(['opacity', 'textDecorationLine', 'textTransform'] as const),
];

/** Whether a text has the look of a part around it, so that a style of the part is that of the text. */
function looksLikePart(element: Element): boolean {
  const parent = element.parentElement;
  if (!parent) return false;
  const [own, outer] = [getComputedStyle(element), getComputedStyle(parent)];
  if (own.opacity !== '1' || `${rgb(own.color)}` !== `${rgb(outer.color)}`) return false;
  if (LOOK.some((name) => name !== 'opacity' && own[name] !== outer[name])) return false;
  return isReached(parent) || looksLikePart(parent);
}

/** The element with those around it, for the message of the test. */
function placeOf(element: Element): string {
  const { host } = element.getRootNode() as ShadowRoot;
  const named = (one: Element): string => `<${one.localName} class="${one.getAttribute('class') ?? ''}">`;
  const parent = element.parentElement;
  return `${named(element)}${parent ? ` in ${named(parent)}` : ''} of <${host.localName}>`;
}

/** The parts that a preset had, by its tag. */
const shown = new Map<string, Set<string>>();

/** What is visible in a preset and is no part of it. */
function unreachable(preset: Element): string[] {
  const parts = partsOf(preset);
  shown.set(preset.localName, new Set([...parts, ...(shown.get(preset.localName) ?? [])]));
  const shownIn = preset.ownerDocument;
  const sheet = new (shownIn.defaultView as typeof globalThis & Window).CSSStyleSheet();
  const rules = [...parts].map((name) => `${preset.localName}::part(${name}) { ${REACHED}: ${name}; }`);
  sheet.replaceSync(rules.join('\n'));
  shownIn.adoptedStyleSheets.push(sheet);
  try {
    const missing = [...deep(preset.shadowRoot!)].filter((element) => {
      const paint = painted(element);
      return paint !== 'nothing' && !isReached(element) && !(paint === 'text' && looksLikePart(element));
    });
    return [...new Set(missing.map(placeOf))];
  } finally {
    shownIn.adoptedStyleSheets = shownIn.adoptedStyleSheets.filter((one) => one !== sheet);
  }
}

const press =
  (...names: string[]) =>
  async ({ element }: Mounted): Promise<void> => {
    for (const name of names) {
      button(element, name).click();
      await settled(element);
    }
  };

/** What the pictures of the phone do not show. */
const FURTHER: readonly Scene[] = [
  { name: 'devices', state: () => up({}, { devices: DESK }), open: press('More', 'Devices and volume') },
  { name: 'call details', state: () => up(), open: press('More', 'Call details') },
  { name: 'more with two calls', state: () => twoCalls(), open: press('More') },
  { name: 'second call', state: () => up(), open: press('Add') },
  { name: 'conversations', state: people, open: press('Messages') },
  { name: 'menu', state: () => ({}), open: press('Menu') },
  {
    name: 'connection check',
    state: () => ({ devices: DESK }),
    open: async (mounted) => {
      mounted.phone.devices.level = 0;
      await press('Menu', 'Settings')(mounted);
      const { element } = mounted;
      ([...deep(element.shadowRoot!)].find(({ part }) => part.contains('check')) as HTMLElement).click();
      await until(() => [...deep(element.shadowRoot!)].some((one) => one.localName === 'sip-diagnostics'), 'the check');
      await settled(element);
    },
  },
  {
    name: 'identities',
    state: () => ({ identities: [{ name: 'Sales', number: '2000', uri: 'sip:2000@example.com' }] }),
  },
  { name: 'microphone missing', state: () => ({ ...withCall({ status: 'dialing' }), microphone: 'missing' }) },
];

/** Scenes for a dock in a window of its own. */
const IN_WINDOW = new Set(['ready', 'recents', 'ringing-in', 'active', 'more', 'menu', 'settings', 'connection check']);

const SHEETS: readonly Scene[] = [...CALLS, LOW].flatMap(({ name, states }) =>
  states.map((state, index) => ({ name: `${name} ${index + 1}`, state })),
);

describe('Each visible element is a part of the outermost one', () => {
  let box: HTMLElement;
  let clock: VirtualClock;

  before(() => setViewport({ width: 1200, height: 760 }));
  beforeEach(() => {
    setElementClock((clock = new VirtualClock(NOW)));
    document.body.append((box = document.createElement('div')));
  });
  afterEach(() => {
    box.remove();
    setElementClock();
  });

  /** Shows a preset; the phone of a dock is open in it. */
  async function show(content: TemplateResult, phone: FakePhone, open: Scene['open']): Promise<Element> {
    render(content, box);
    const preset = box.firstElementChild!;
    await settled(preset);
    const element = preset.matches('sip-dock') ? preset.shadowRoot!.querySelector('sip-phone')! : (preset as SipPhone);
    await element.loadViews();
    await settled(preset);
    // A press is ignored for a moment after a change.
    await clock.advance(400);
    await open?.({ element, phone });
    await settled(preset);
    return preset;
  }

  for (const { name, state, open } of [...SCENES, ...SHEETS, ...FURTHER]) {
    const presets: Record<string, (phone: FakePhone) => TemplateResult> = {
      '<sip-phone>': (phone) =>
        html`<sip-phone lang="en" style="inline-size: 320px; block-size: 560px" .phone=${phone}></sip-phone>`,
      '<sip-phone> with columns': (phone) =>
        html`<sip-phone lang="en" style="inline-size: 1080px; block-size: 640px" .phone=${phone}></sip-phone>`,
      '<sip-dock>': (phone) => html`<sip-dock lang="en" open pop-out .phone=${phone}></sip-dock>`,
    };
    for (const [preset, content] of Object.entries(presets))
      // With columns the views of these scenes have no tabs and no cards of their own.
      if (!preset.includes('columns') || !['recents', 'team', 'conversations'].includes(name))
        it(`${preset}: ${name}`, async () => {
          const phone = new FakePhone(state());
          expect(unreachable(await show(content(phone), phone, open)).join('\n')).to.equal('');
        });
  }

  for (const { title, stories } of STORY_MODULES.filter(({ title: tag }) =>
    /^sip-(phone|dock|click-to-call|incoming|diagnostics|trace)$/.test(tag),
  ))
    for (const { name, render: story } of stories)
      it(`<${title}> in the story ${name}`, async () => {
        render(story(), box);
        const preset = box.querySelector<SipPhone>(title)!;
        await settled(preset);
        expect(unreachable(preset).join('\n')).to.equal('');
      });

  for (const { name, state, open } of [...SCENES, ...FURTHER].filter(({ name: scene }) => IN_WINDOW.has(scene)))
    it(`<sip-dock> in a window of its own: ${name}`, async () => {
      const frame = document.createElement('iframe');
      frame.width = '320';
      frame.height = '560';
      const requestWindow = (): Promise<unknown> => {
        document.body.append(frame);
        const view = frame.contentWindow as Window & typeof globalThis;
        view.close = () => undefined;
        view.CSS.registerProperty(OWN);
        return Promise.resolve(view);
      };
      Object.defineProperty(globalThis, 'documentPictureInPicture', { configurable: true, value: { requestWindow } });
      try {
        const phone = new FakePhone(state());
        render(html`<sip-dock lang="en" pop-out .phone=${phone}></sip-dock>`, box);
        const dock = box.querySelector('sip-dock')!;
        await settled(dock);
        expect(await dock.moveToWindow()).to.equal(true);
        // The window has a copy of the dock around the phone.
        const copy = frame.contentDocument!.querySelector('sip-dock')!;
        const element = copy.shadowRoot!.querySelector('sip-phone')!;
        await settled(copy);
        await element.loadViews();
        await settled(copy);
        await clock.advance(400);
        await open?.({ element, phone });
        await settled(copy);
        expect(unreachable(copy).join('\n')).to.equal('');
      } finally {
        frame.contentWindow?.dispatchEvent(new Event('pagehide'));
        frame.remove();
        Reflect.deleteProperty(globalThis, 'documentPictureInPicture');
      }
    });

  const calls: Record<string, (call: FakeCall) => unknown> = {
    calling: () => {},
    'in a call': (call) => call.connect(),
    'with its keypad': (call) => {
      call.connect();
      return 'Keypad';
    },
    'after a call': (call) => {
      call.connect();
      return call.hangUp();
    },
    'that found the target busy': (call) => call.finish('busy', 'remote', 486),
  };
  for (const [name, change] of Object.entries(calls))
    it(`<sip-click-to-call> ${name}`, async () => {
      const phone = new FakePhone();
      render(html`<sip-click-to-call lang="en" target="sales" .phone=${phone}></sip-click-to-call>`, box);
      const element = box.querySelector('sip-click-to-call')!;
      await settled(element);
      element.shadowRoot!.querySelector('button')!.click();
      await until(() => phone.state.calls.length === 1, 'the call');
      const opened = await change(phone.getCall(phone.state.calls[0]!.id)!);
      await settled(element);
      await clock.advance(400);
      if (typeof opened === 'string') button(element, opened).click();
      await settled(element);
      expect(unreachable(element).join('\n')).to.equal('');
    });

  // The last tests: what the scenes above had, together.
  for (const tag of ['sip-phone', 'sip-dock', 'sip-click-to-call'])
    it(`<${tag}> had each part of its documentation in some scene`, async () => {
      const source = await readFile({ path: `../../src/components/${tag}/${tag}.ts` });
      const documented = [...source!.matchAll(/@csspart ([\w-]+)/g)].map(([, name]) => name!);
      expect(documented).not.to.have.length(0);
      expect(documented.filter((name) => !shown.get(tag)!.has(name))).to.deep.equal([]);
    });
});
