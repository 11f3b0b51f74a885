/**
 * Selects an option of a list by the keys of a text field, which keeps the focus (WAI-ARIA combobox pattern,
 * `aria-activedescendant`).
 * Subjects: arrow keys in a list; aria-activedescendant.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface ListHost extends ReactiveControllerHost {
  readonly renderRoot: ParentNode;
}

export class ListNavigation implements ReactiveController {
  #index = -1;

  constructor(private readonly host: ListHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#index = -1;
  }

  /** Index of the selected option; -1 without a selection. */
  get index(): number {
    return this.#index;
  }

  set index(index: number) {
    if (index === this.#index) return;
    this.#index = index;
    this.host.requestUpdate();
  }

  /** The value of `aria-activedescendant`. */
  get active(): string | undefined {
    return this.#index < 0 ? undefined : optionId(this.#index);
  }

  /** Handles an arrow key: past either end no option is selected, then the other end. Returns whether the key was used. */
  keydown(event: KeyboardEvent, count: number): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || count === 0 || event.isComposing) return false;
    this.index = ((this.#index + 1 + step + count + 1) % (count + 1)) - 1;
    event.preventDefault();
    void this.host.updateComplete.then(() => {
      const option = this.active && this.host.renderRoot.querySelector(`#${this.active}`);
      if (option) option.scrollIntoView({ block: 'nearest' });
    });
    return true;
  }
}

export const optionId = (index: number): string => `option-${index}`;
