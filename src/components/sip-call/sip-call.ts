/**
 * `<sip-call>`: one call from ringing to its end: peer, state, duration and buttons. Longer than 300 lines, as the manifest is
 * made from its documentation, which has 50.
 * Subjects: <sip-call>; call card; Escape in a call; open panel of a call; sip-transfer-request and sip-message-request events.
 */

import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CallState, PhoneState } from '../../phone/state.js';
import { SipMessageRequestEvent, SipTransferRequestEvent } from '../shared/events/events.js';
import { callActions, incomingActions, isUnderWay, type ActionsContext } from './call-actions.js';
import { addBody, keypadBody, resumeButton, rowBody } from './call-bodies.js';
import { conferenceOf } from '../shared/phone/conference.js';
import { callParties } from './call-parties.js';
import { CALL_STATES } from './call-states.js';
import { CALL_PARTS, CALL_STYLES } from './call-parts.js';
import { consultationHint } from './consultation-hint.js';
import { consultationOf } from '../shared/phone/consultation.js';
import { callContext } from '../shared/base/context.js';
import { isElement } from '../shared/dom/nodes.js';
import { endedActions } from './ended-actions.js';
import { obeyCommands } from '../shared/commands/invoker-commands.js';
import { needsNotice } from './needs-notice.js';
import { morePanel } from './more-panel.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';
import { DeviceToast } from './device-toast.js';
import { CallElement } from '../shared/base/phone-element.js';
import { PressGuard, zoneOf } from '../shared/commands/press-guard.js';
import { Recorded } from './recording-download.js';
import { SipElement } from '../shared/base/sip-element.js';
import { Since } from './since.js';
import { ActiveSpeaker } from './active-speaker.js';
import { styles } from './sip-call.styles.js';
import type { GivenContext } from '../views/call-notices.js';
import { suppliedViewParts } from '../views/views-slot.js';
import { LateViews } from '../views/late-views.js';
import type { MorePage } from '../views/more-page.js';
import type { Notice } from '../views/notice-view.js';

/** Time in ms within which the notices are loaded, also in a page that is never idle. */
const SOON = 2_000;

/**
 * One call.
 *
 * @tag sip-call
 * @attr {string} call-id - Id of the call. Default: the active call.
 * @attr {boolean} keypad - Shows the keypad of the call.
 * @attr {boolean} adding - Shows the number field and dialpad for a second call.
 * @attr {boolean} details - Shows the technical cause of an ended call.
 * @attr {boolean} can-transfer - Shows Transfer: the page handles `sip-transfer-request`.
 * @attr {boolean} can-message - Shows Message: the page handles `sip-message-request`.
 * @fires sip-transfer-request - The user pressed Transfer. Does not bubble.
 * @fires sip-message-request - The user pressed Message; `address` is the peer. Does not bubble.
 * @slot - A custom layout: the elements in it show this call.
 * @slot after-caller - Line below the name, for information about the caller.
 * @csspart hero - Image, name, number and state.
 * @csspart avatar - The image or initials of the peer.
 * @csspart name - The name of the peer.
 * @csspart number - The number of the peer.
 * @csspart note - The note of the caller lookup.
 * @csspart called-party - The number or queue that was called.
 * @csspart spam - The warning about a caller that is probably spam.
 * @csspart state - The line of state.
 * @csspart chips - The called party and the quality, above a call in the agent panel.
 * @csspart media - The videos, while there are some.
 * @csspart notice - The notice.
 * @csspart notice-action - The button of the notice.
 * @csspart notice-dismiss - The button that closes the notice.
 * @csspart panel - The More panel.
 * @csspart participant - Each participant of a conference.
 * @csspart call - Each call, if there are two.
 * @csspart timer - The duration of a conference.
 * @csspart recording - The mark of a recording.
 * @csspart add-call - The button that calls the typed number.
 * @csspart resume - The button that takes the call off hold.
 * @csspart keypad - The keypad.
 * @csspart actions - The buttons.
 * @csspart action - Each of these buttons.
 * @csspart action__face - The surface that holds the icon of each.
 * @csspart action__label - The label of each.
 * @csspart mark - The icon of a failure.
 * @csspart details - The technical cause.
 * @csspart bars - The bars of the quality.
 * @csspart button - Each small button of a call.
 * @csspart chip - Each chip.
 * @csspart digits - The sent digits.
 * @csspart close - The button that closes a page of the More panel.
 * @csspart heading - The heading of a page of the More panel.
 * @csspart icon - Each icon.
 * @csspart item - Each item of the More panel.
 * @csspart kind - The line above an incoming call.
 * @csspart line - The line below the name, in a row.
 * @csspart shape - The shape of a state.
 * @csspart strong - What the notice stresses.
 * @csspart text - The words of the state.
 * @csspart waves - The waves around the image while it rings.
 * @cssstate dialing - The call is being placed; no 180 or early media yet.
 * @cssstate ringing - The callee is being alerted (180).
 * @cssstate early - Early media is received.
 * @cssstate incoming - An incoming call rings.
 * @cssstate answering - An incoming call is being answered.
 * @cssstate active - The call is answered.
 * @cssstate resuming - The call of an earlier page is being continued.
 * @cssstate ending - The call is being ended.
 * @cssstate ended - The call has ended.
 * @cssstate failed - The call has ended with a failure.
 * @cssstate muted - The microphone is muted.
 * @cssstate held - This phone holds the call.
 * @cssstate held-remotely - The remote party holds the call.
 * @cssstate merged - The call is in the conference of this phone.
 * @cssstate recording - The call is being recorded.
 * @cssstate interrupted - The media connection is lost and being restored.
 */
export class SipCall extends CallElement {
  static readonly tagName: string = 'sip-call';
  protected static override readonly laterSlots = ['after-caller'];
  static readonly dependencies = CALL_PARTS;
  static override styles = [SipElement.styles, CALL_STYLES, styles];

  @property({ type: Boolean, reflect: true }) accessor keypad = false;
  @property({ type: Boolean, reflect: true }) accessor adding = false;
  @property({ type: Boolean, reflect: true }) accessor details = false;
  @property({ type: Boolean, attribute: 'can-transfer' }) accessor canTransfer = false;
  @property({ type: Boolean, attribute: 'can-message' }) accessor canMessage = false;

  @state() private accessor hasOwnLayout = false;
  @state() private accessor more: MorePage = 'closed';

  readonly #guard = new PressGuard();
  readonly #views = new LateViews(this);
  readonly #provided = new ContextProvider(this, { context: callContext });
  readonly #talking = new ActiveSpeaker(this);
  readonly #held = new Since();
  readonly #lost = new Since();
  readonly #recorded = new Recorded(this);
  readonly #dismissed = new WeakSet<object>();
  readonly #toast = new DeviceToast(this, this.#dismissed);
  #shownId: string | undefined;

  constructor() {
    super();
    this.shareAccess();
    obeyCommands(
      { element: this, words: this.localize },
      () => this.access,
      () => this.call?.id,
    );
  }

  /** Opens or closes the keypad, or the details of an ended call. */
  togglePad(): void {
    const { call } = this;
    this.more = 'closed';
    if (this.adding) this.adding = false;
    else if (call?.status === 'ended') this.details = !this.details;
    else if (call && isUnderWay(call)) this.keypad = !this.keypad;
  }

  protected override select(): unknown {
    const phone: PhoneState | undefined = this.phoneState;
    return [this.call, phone?.calls, phone?.activeCallId, phone?.devices, phone?.voicemail, phone?.dialString];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Notices, the content of More, video and the level of the microphone are in the chunk of views.
    if (this.call) this.#views.prefetch(SOON);
    const { call, access } = this;
    if (call?.id !== this.#shownId) {
      // The initial attributes of the page stay.
      if (this.#shownId !== undefined) this.keypad = this.adding = this.details = false;
      this.more = 'closed';
      this.#shownId = call?.id;
      this.#provided.setValue(call?.id);
    }
    if (call?.status !== 'active') this.adding = false;
    if (!call || !isUnderWay(call)) {
      this.more = 'closed';
      this.keypad = false;
    }
    this.#watch(access?.phone.state.calls ?? []);
    const resume = call && this.#held.of(call.id) === undefined ? '' : 'resume';
    const notice = this.#notice(call)?.kind ?? resume;
    const cards = (access?.phone.state.calls ?? []).map(({ id }) => id).join(' ');
    this.#guard.watch(access?.phone, call, { notice, cards: `${zoneOf(call, access?.phone)} ${cards}` });
    this.reflectStates(CALL_STATES, call);
  }

  /** Updates the recordings, holds, outages, active speakers and device notice with the present calls. */
  #watch(calls: readonly CallState[]): void {
    const { call, access } = this;
    const active = calls.filter((one) => one.status === 'active');
    this.#recorded.watch(access?.phone, calls);
    this.#held.watch(active.filter(({ hold }) => hold.local).map(({ id }) => id));
    this.#lost.watch(active.filter(({ media }) => media === 'interrupted').map(({ id }) => id));
    const merged = call?.status === 'active' && call.merged === true;
    const measured = merged ? conferenceOf(calls) : active.filter(({ id, hold }) => id === call?.id && !hold.local);
    this.#talking.follow(
      access?.phone,
      measured.map(({ id }) => id),
    );
    this.#toast.follow(call && access?.phone.state.devices.notice);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { call, access } = this;
    const slot = html`<slot @slotchange=${this.#slotted}></slot>`;
    if (this.hasOwnLayout || !call || !access) return slot;
    return html`${this.#view(call, access)}
      <div class="own" hidden>${slot}</div>`;
  }

  #view(call: CallState, access: PhoneAccess): TemplateResult {
    return html`
      <div class="view" @click=${this.#leaveMore} @keydown=${this.#keydown}>
        ${this.#body(call, access)}${this.#more(call, access)}
      </div>
      <div @click=${{ handleEvent: this.#guard.filter, capture: true }} @keydown=${this.#keydown}>
        ${this.#actions(call, access)}
      </div>
    `;
  }

  #body(call: CallState, access: PhoneAccess): TemplateResult {
    const held = this.#held.of(call.id);
    if (this.keypad) return keypadBody(call, access, this.localize);
    if (this.adding) return addBody(call, access, this.localize);
    const parties = callParties(call, {
      access,
      words: this.localize,
      ticker: this.ticker,
      talking: this.#talking,
      held: this.#held,
      details: this.details,
    });
    const row = this.more === 'closed' ? undefined : rowBody(call, access, this.localize);
    return html`${row ?? parties}${call.status === 'incoming' ? nothing : this.#notices(call, held)}`;
  }

  #noticeContext(access: PhoneAccess, call: CallState): GivenContext {
    return {
      access,
      words: this.localize,
      ticker: this.ticker,
      lostSince: this.#lost.of(call.id),
      consultation: consultationOf(access.phone, call.id),
      dismissed: this.#dismissed,
      recorded: this.#recorded,
      changeDevice: () => this.#openMore('devices'),
      update: () => this.requestUpdate(),
    };
  }

  #notice(call: CallState | undefined): Notice | undefined {
    return call && this.access && suppliedViewParts()?.noticeOf(call, this.#noticeContext(this.access, call));
  }

  #notices(call: CallState, held: number | undefined): TemplateResult {
    return html`<div class="notices" data-place="notice" @click=${{ handleEvent: this.#guard.filter, capture: true }}>
      ${this.#noticePlace(call, held)}
    </div>`;
  }

  #noticePlace(call: CallState, held: number | undefined): TemplateResult | typeof nothing {
    const notice = this.#notice(call);
    const isReady = this.#views.isReady(this.localize);
    if (isReady && notice)
      return this.#views.part(this.localize, ({ noticeView }) => noticeView(notice, this.localize));
    const beside = this.#withoutNotice(call, held);
    // Without their code a question or a failure cannot be shown, and this says so.
    if (isReady || !(notice || needsNotice(call, this.#noticeContext(this.access!, call)))) return beside;
    return html`${this.#views.part(this.localize, () => nothing)}${beside}`;
  }

  #withoutNotice(call: CallState, held: number | undefined): TemplateResult | typeof nothing {
    const consultation = this.access && consultationOf(this.access.phone, call.id);
    if (consultation) return consultationHint(consultation, call.id, this.localize);
    if (held === undefined || (call.status === 'active' && (call.transfer || call.merged))) return nothing;
    return resumeButton(this.localize, () => this.#resume());
  }

  #more(call: CallState, access: PhoneAccess): TemplateResult | typeof nothing {
    const open = (page: MorePage): void => this.#openMore(page);
    return morePanel(this.more, { words: this.localize, views: this.#views, call, access, open });
  }

  #actions(call: CallState, access: PhoneAccess): TemplateResult {
    const message = (address: string): void => void this.dispatchEvent(new SipMessageRequestEvent(address));
    if (call.status === 'ended')
      return endedActions(call, {
        words: this.localize,
        phone: access.phone,
        details: this.details,
        toggleDetails: () => this.togglePad(),
        message: this.canMessage ? () => message(call.peer.uri) : undefined,
      });
    const context: ActionsContext = {
      access,
      words: this.localize,
      call,
      consultation: consultationOf(access.phone, call.id),
      body: this.keypad ? 'keypad' : this.adding ? 'add' : 'person',
      moreIsOpen: this.more !== 'closed',
      canTransfer: this.canTransfer,
      canMessage: this.canMessage,
      togglePad: () => this.togglePad(),
      toggleAdd: () => this.#toggleAdd(),
      toggleMore: () => this.#openMore(this.more === 'closed' ? 'list' : 'closed'),
      transfer: () => this.dispatchEvent(new SipTransferRequestEvent()),
      message,
    };
    return call.status === 'incoming' ? incomingActions(context) : callActions(context);
  }

  #toggleAdd(): void {
    this.more = 'closed';
    this.adding = !this.adding;
    const wanted = this.adding ? 'sip-dial-input' : '[data-place=add]';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(wanted)?.focus());
  }

  #openMore(page: MorePage): void {
    this.more = page;
    const wanted = page === 'closed' ? '[data-place=more]' : '.panel :is(button, sip-device-select, [layout=row])';
    const isShown = page === 'closed' ? this.updateComplete : this.#views.shown(this.localize);
    void isShown.then((isFree) => isFree && this.renderRoot.querySelector<HTMLElement>(wanted)?.focus());
  }

  /** Escape closes the panel that was opened last; the call continues. */
  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.more !== 'closed') this.#openMore('closed');
    else if (this.adding) this.#toggleAdd();
    else return;
    event.preventDefault();
  }

  /** Closes the panel on a press outside of it. */
  #leaveMore(event: Event): void {
    const inside = event.composedPath().some((node) => isElement(node) && node.matches('.panel, .notices'));
    if (!inside) this.more = 'closed';
  }

  #resume(): void {
    void this.access?.hold(false, this.call?.id).catch(() => {});
  }

  #slotted(event: Event): void {
    this.hasOwnLayout = (event.target as HTMLSlotElement).assignedElements().length > 0;
    if (this.hasOwnLayout) void this.#views.load();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call': SipCall;
  }
}
