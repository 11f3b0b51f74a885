/**
 * `<sip-trace>`: the SIP messages of the phone as a live ladder diagram, each with its text. Secrets are masked.
 * Longer than 300 lines, as toolbar, rows and text show one selection and hand the focus to one another.
 * Subjects: <sip-trace>; SIP ladder; copy of the trace; text beside, below or over the ladder, from which size; focus in the ladder.
 */

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { SizeObserver } from '../shared/base/size-observer.js';
import { copyText, downloadText } from '../shared/base/clipboard.js';
import { more } from '../shared/icons/more-icons.js';
import type { LadderEntry } from './ladder.js';
import { LadderLog } from './ladder-log.js';
import { LadderScroll } from './ladder-scroll.js';
import { ladderRow, timeOf, type Rung } from './ladder-row.js';
import { barButton, messageDetail, type DetailPlace } from './message-detail.js';
import { PhoneElement } from '../shared/base/phone-element.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { SipElement } from '../shared/base/sip-element.js';
import { plainTextStyles } from '../shared/styles/plain-text.styles.js';
import { arrowStyles } from './ladder-arrow.styles.js';
import { styles } from './sip-trace.styles.js';
import { ToolLocalizer } from '../shared/text/tools.js';

export type { LadderEntry } from './ladder.js';

/** From this width in px the text of a message is beside the rows. */
const BESIDE = 720;
/** From this width and height in px it is below them; in less there is no room for both, and it is over them. */
const BELOW = 480;
const PHONE = 'phone';
const SERVER = 'server';

/**
 * The SIP ladder.
 *
 * @tag sip-trace
 * @attr {string} for - Id of the provider. Default: the closest around it.
 * @attr {string} lanes - Names of the lanes, separated by spaces, for messages of `add()`. Default: the phone and its server.
 * @attr {number} keep - Maximum number of messages. Default 1000.
 * @attr {boolean} paused - Ignores new messages.
 * @csspart base - The rows.
 * @csspart bar - Each row of buttons.
 * @csspart lanes - The names of the lanes.
 * @csspart row - Each message.
 * @csspart time - Its time.
 * @csspart arrow - Its arrow.
 * @csspart summary - Its first line.
 * @csspart detail - The selected message.
 * @csspart route - Its parties and time.
 * @csspart text - Its text.
 * @csspart count - The number of messages.
 * @csspart button - Each button.
 * @csspart label - Its label.
 * @csspart empty - The text without messages.
 * @csspart notice - The result of a copy.
 * @csspart icon - Each icon.
 * @cssstate empty - There are no messages.
 * @cssstate selected - The text of a message is shown.
 */
export class SipTrace extends PhoneElement {
  static readonly tagName: string = 'sip-trace';
  static override styles = [SipElement.styles, plainTextStyles, styles, arrowStyles];

  protected override readonly localize = new ToolLocalizer(this);

  @property() accessor lanes: string | undefined = undefined;
  @property({ type: Number }) accessor keep = 1000;
  @property({ type: Boolean, reflect: true }) accessor paused = false;

  @state() private accessor chosen: number | undefined = undefined;
  /** The text of the selected message is shown. */
  @state() private accessor opened = false;
  @state() private accessor notice = '';
  @state() private accessor detailPlace: DetailPlace = 'below';

  readonly #log = new LadderLog();
  readonly #scroll = new LadderScroll(this);
  #tracedPhone: PhoneLike | undefined;
  /** The focus belongs to the rows, or to the text over them, after this update. */
  #focusMoves = false;

  constructor() {
    super();
    new SizeObserver(this, () => {
      const { offsetWidth: width, offsetHeight: height } = this;
      this.detailPlace = width >= BESIDE ? 'beside' : width < BELOW || height < BELOW ? 'over' : 'below';
      this.#scroll.look(this.#rungs.length);
    });
  }

  /** Adds a message of another source, such as a server; those of the phone are added automatically. */
  add(entry: LadderEntry): void {
    if (this.paused) return;
    this.#log.add(entry, this.keep);
    this.requestUpdate();
  }

  /** Removes all messages. */
  clear(): void {
    this.#log.clear();
    this.chosen = undefined;
    this.notice = '';
    this.#scroll.reset();
    this.requestUpdate();
  }

  /** All messages as text, oldest first, with secrets masked. */
  get text(): string {
    return this.#log.text;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#trace(this.access?.phone);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#trace(undefined);
  }

  protected override select(): unknown {
    return undefined; // Messages come as events: no part of the state is rendered.
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#trace(this.isConnected ? this.access?.phone : undefined);
    if (this.#selected === undefined) this.opened = false;
    this.toggleState('empty', this.#rungs.length === 0);
    this.toggleState('selected', this.opened);
    // The rows are inert below a text, and a text goes with its message. The page of a message has buttons of its own.
    const { activeElement } = this.renderRoot as ShadowRoot;
    const isActive = activeElement !== null;
    const inRows = isActive && activeElement.closest('.detail') === null;
    const over = this.detailPlace === 'over';
    const closed = changed.get('opened') === true && (isActive || this.#selected !== undefined);
    if (!this.opened) this.#focusMoves = closed || (isActive && this.#rungs.length === 0);
    else if (over) this.#focusMoves = changed.has('opened') || inRows || (isActive && changed.has('detailPlace'));
    else this.#focusMoves = isActive && changed.get('detailPlace') === 'over';
  }

  protected override updated(changed: PropertyValues): void {
    const count = this.#rungs.length;
    this.style.setProperty('--lanes', String(this.#lanes.length));
    this.#scroll.look(count, this.#rungs[0]?.id);
    const find = (selector: string): HTMLElement | null => this.renderRoot.querySelector<HTMLElement>(selector);
    // A button that has disabled itself keeps no focus; `:focus` would not match in a window without focus.
    if (this.#focusMoves || (this.renderRoot as ShadowRoot).activeElement?.matches(':disabled'))
      find(this.opened ? 'pre' : count > 0 ? '.view' : '.tools button')?.focus();
    if (changed.has('chosen')) find('pre')?.scrollTo(0, 0);
    // The text of a message shrinks the list: keep the selected row visible.
    if (changed.has('chosen') || changed.has('opened') || changed.has('detailPlace'))
      this.#scroll.reveal(this.#index, count);
  }

  protected override render(): TemplateResult {
    const lanes = this.#lanes;
    const words = this.localize;
    const none = this.#rungs.length === 0;
    const count = this.#rungs.length;
    const over = this.opened && this.detailPlace === 'over';
    const name = this.hostLabel ?? words.term('trace');
    return html`
      <div class="main">
        <div class="bar tools" part="bar" role="group" aria-label=${name} ?inert=${over}>
          <span class="grow small muted count">
            <span class="cut" part="count">${words.term('traceMessages', count)}</span
            ><span part="count" aria-hidden="true">${words.count(count)}</span>
          </span>
          ${this.#tools(none)}
        </div>
        <div class="body ${this.detailPlace}">
          <div class="ladder" ?inert=${over}>
            <div class="lanes" part="lanes" aria-hidden="true">
              <span></span>${lanes.map((lane) => html`<span class="cut">${this.#laneName(lane)}</span>`)}
            </div>
            ${none ? html`<p class="none muted grow" part="empty">${words.term('noTraceYet')}</p>` : this.#ladder(lanes)}
          </div>
          ${this.opened ? this.#detail() : nothing}
        </div>
      </div>
      <p class="notice small" part="notice" role="status">${this.notice}</p>
    `;
  }

  #tools(none: boolean): TemplateResult[] {
    const words = this.localize;
    const pause = (): void => {
      this.paused = !this.paused;
      this.notice = '';
    };
    return [
      barButton(this.paused ? 'play' : 'pause', words.term(this.paused ? 'continueTrace' : 'pause'), pause),
      barButton(more('trash'), words.term('clear'), () => this.clear(), none),
      barButton(more('copy'), words.term('copyAll'), () => this.#copy(this.text), none),
      barButton(more('download'), words.term('download'), () => downloadText('sip-trace.txt', this.text), none),
    ];
  }

  #detail(): TemplateResult | undefined {
    const rung = this.#selected;
    return (
      rung &&
      messageDetail(rung, {
        words: this.localize,
        place: this.detailPlace,
        // An arrow between two names that are written from right to left would take their direction.
        route: html`<bdi>${this.#laneName(rung.from)}</bdi> → <bdi>${this.#laneName(rung.to)}</bdi> ·
          ${timeOf(rung, this.#log.start)}`,
        isFirst: rung === this.#rungs[0],
        isLast: rung === this.#rungs.at(-1),
        copy: () => void this.#copy(rung.text),
        close: this.#close,
        step: (by) => this.#choose(this.#rungs[this.#index + by]?.id),
      })
    );
  }

  #ladder(lanes: readonly string[]): TemplateResult {
    const [from, to] = this.#scroll.range(this.#rungs.length);
    const drawn = this.#rungs.slice(from, to);
    const row = {
      lanes,
      height: this.#scroll.rowHeight,
      count: this.#rungs.length,
      start: this.#log.start,
      chosen: this.#selected,
      nameOf: (lane: string) => this.#laneName(lane),
      choose: (id: number) => this.#open(id),
    };
    return html`<div
      class="view"
      part="base"
      tabindex="0"
      role="listbox"
      aria-label=${this.localize.term('trace')}
      aria-activedescendant=${drawn.some(({ id }) => id === this.chosen) ? `rung-${this.chosen}` : nothing}
      @scroll=${this.#scroll.scrolled}
      @keydown=${this.#keydown}
    >
      <div class="sizer" role="presentation">
        <div class="rails" role="presentation"><span></span>${lanes.map(() => html`<i></i>`)}</div>
        ${repeat(
          drawn,
          ({ id }) => id,
          (rung, index) => ladderRow(rung, { ...row, index: from + index }),
        )}
      </div>
    </div>`;
  }

  get #selected(): Rung | undefined {
    return this.#rungs[this.#index];
  }

  /** Index of the selected message, or -1. */
  get #index(): number {
    return this.#rungs.findIndex(({ id }) => id === this.chosen);
  }

  get #rungs(): readonly Rung[] {
    return this.#log.rungs;
  }

  readonly #close = (): void => {
    this.opened = false;
    this.notice = '';
  };

  get #lanes(): readonly string[] {
    const named = this.lanes?.split(/\s+/).filter(Boolean) ?? [];
    return named.length > 0 ? [...named, ''] : [PHONE, SERVER];
  }

  #laneName(name: string): string {
    if (this.lanes) return name || this.localize.term('others');
    return this.localize.term(name === PHONE ? 'thisPhone' : 'theServer');
  }

  #keydown(event: KeyboardEvent): void {
    const index = this.#index;
    const last = this.#rungs.length - 1;
    if (event.key === 'Escape' && this.opened) {
      event.preventDefault();
      this.#close();
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#open(this.chosen);
    }
    // The first selected row is one that is in view.
    const step = (by: number): number => Math.max(0, Math.min(index < 0 ? this.#scroll.bottom : index + by, last));
    const to = { ArrowDown: step(1), ArrowUp: step(-1), Home: 0, End: last }[event.key];
    const rung = to === undefined ? undefined : this.#rungs[to];
    if (to === undefined || !rung) return;
    event.preventDefault();
    this.#choose(rung.id);
  }

  #open(id: number | undefined): void {
    this.#choose(id);
    this.opened = id !== undefined;
  }

  #choose(id: number | undefined): void {
    if (id === undefined) return;
    this.chosen = id;
    this.notice = '';
    this.#scroll.atEnd = id === this.#rungs.at(-1)?.id;
  }

  async #copy(text: string): Promise<void> {
    // A live region is silent when its text does not change.
    this.notice = '';
    this.notice = this.localize.term((await copyText(text, this)) ? 'copied' : 'cannotCopy');
  }

  /** Listens to the trace of this phone only. */
  #trace(phone: PhoneLike | undefined): void {
    if (phone === this.#tracedPhone) return;
    this.#tracedPhone?.off('trace', this.#take);
    this.#tracedPhone = phone;
    phone?.on('trace', this.#take);
  }

  readonly #take = ({ at, direction, text }: { at: number; direction: 'out' | 'in'; text: string }): void => {
    const out = direction === 'out';
    this.add({ at, text, from: out ? PHONE : SERVER, to: out ? SERVER : PHONE });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-trace': SipTrace;
  }
}
