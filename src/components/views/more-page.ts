/**
 * The content of the More panel: less frequent commands of a call, its devices and its figures, as plain buttons.
 * Subjects: More panel, its content; less frequent commands; connect two participants and leave; devices in a call.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { conferenceOf } from '../shared/phone/conference.js';
import { icon, type Icon } from '../shared/icons/icons.js';
import { more } from '../shared/icons/more-icons.js';
import { toolWordsOf } from '../shared/text/tools.js';
import type { CallState } from '../../phone/state.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import type { Localizer } from '../shared/text/localize.js';
import type { LateViews } from './late-views.js';

type OpenPage = 'list' | 'devices' | 'figures';
export type MorePage = 'closed' | OpenPage;

export interface MoreContext {
  readonly words: Localizer;
  readonly views: LateViews;
  readonly call: CallState;
  readonly access: PhoneAccess;
  open(page: MorePage): void;
}

export function morePage(page: OpenPage, title: string, context: MoreContext): TemplateResult {
  const { words, views } = context;
  if (page === 'list') return list(context);
  return html`${heading(title, context)}
  ${page === 'devices' ? views.view('sip-device-select', words, devices) : figures(context)}`;
}

function list(context: MoreContext): TemplateResult {
  const { words, open } = context;
  return html`
    ${withOthers(context)}
    <sip-record-button layout="row"></sip-record-button>
    <div class="two">
      <sip-camera-button layout="row"></sip-camera-button>
      <sip-screen-button layout="row"></sip-screen-button>
    </div>
    ${item(more('sliders-horizontal'), words.term('devicesAndVolume'), () => open('devices'))}
    ${item('info', words.term('callDetails'), () => open('figures'))}
  `;
}

/** Renders the commands on this call and another one. A press closes the panel, so that the call is visible. */
function withOthers(context: MoreContext): TemplateResult | typeof nothing {
  const { call, access, open } = context;
  const close = (): void => open('closed');
  const merge = html`<sip-merge-button layout="row" @click=${close}></sip-merge-button>`;
  if (call.status === 'active' && call.merged) return html`${merge}${leaveThem(context)}`;
  if (!access.phone.state.calls.some(({ id, status }) => id !== call.id && status === 'active')) return nothing;
  return html`<div class="two"><sip-swap-button layout="row" @click=${close}></sip-swap-button>${merge}</div>`;
}

/** Renders the button that connects the two other participants of a conference of three and leaves it. */
function leaveThem({ words, access, open }: MoreContext): TemplateResult | typeof nothing {
  const people = conferenceOf(access.phone.state.calls);
  const [one, other] = people;
  if (!one || !other || people.length > 2) return nothing;
  const press = (): void => {
    open('closed');
    const target = access.phone.getCall(other.id);
    if (target) void access.transfer(target, one.id).catch(() => {}); // the state has the result
  };
  return item('phone-forwarded', toolWordsOf(words).term('connectOthers'), press);
}

function item(sign: Icon, label: string, press: () => void): TemplateResult {
  return html`<button class="item" part="item" type="button" @click=${press}>
    ${icon(sign, { size: 'm' })}<span class="grow">${label}</span>
  </button>`;
}

function heading(title: string, { words, open }: MoreContext): TemplateResult {
  return html`<div class="panel-head">
    <h3 class="strong grow" part="heading">${title}</h3>
    <button
      class="icon-button"
      part="close"
      type="button"
      aria-label=${words.term('close')}
      @click=${() => open('closed')}
    >
      ${icon('x', { size: 'm' })}
    </button>
  </div>`;
}

function devices(): TemplateResult {
  return html`<div class="panel-body">
    <div><sip-device-select use="microphone"></sip-device-select><sip-level direction="out"></sip-level></div>
    <div><sip-device-select use="speaker"></sip-device-select><sip-volume use="speaker"></sip-volume></div>
  </div>`;
}

function figures({ words, call }: MoreContext): TemplateResult {
  const weak = call.status === 'active' && call.quality?.weakParty === 'local' && call.quality.bars < 3;
  return html`<div class="panel-body">
    <sip-call-quality details></sip-call-quality>
    ${weak ? html`<p class="small muted" part="line">${toolWordsOf(words).term('moveCloser')}</p>` : nothing}
  </div>`;
}
