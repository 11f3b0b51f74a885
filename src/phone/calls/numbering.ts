/** How numbers are written in one country: loaded only where a country is set (ITU-T E.164, with the plan of libphonenumber). */

import { countryOf } from '../settings.js';

/** What is used of `libphonenumber-js/min`. */
type Library = Pick<
  typeof import('libphonenumber-js/min'),
  'AsYouType' | 'isSupportedCountry' | 'parsePhoneNumberFromString'
>;
type CountryCode = import('libphonenumber-js/min').CountryCode;

/** No number is longer (E.164: 15 digits), with any separators that people write. */
const LONGEST = 40;

export class Numbering {
  #country: string | undefined;
  #loading: Promise<void> = Promise.resolve();
  #library: Library | undefined;

  /** `changed` is called when numbers are read in another way from now on; `load` gets the library. */
  constructor(
    private readonly changed: () => void,
    private readonly load: () => Promise<Library> = () => import('libphonenumber-js/min'),
  ) {}

  /** From now on numbers are read as in this country (ISO 3166-1 alpha-2); undefined: as they are typed. */
  use(country: string | undefined): void {
    const before = this.#country;
    const code = country?.trim() ?? '';
    this.#country = /^[a-z]{2}$/i.test(code) ? countryOf(code) : undefined;
    if (this.#country === before) return;
    if (this.#country === undefined || this.#library) this.changed();
    else this.#loading = this.#load();
  }

  /** Resolves when it is known how to read a number, or that it will not be. */
  get ready(): Promise<void> {
    return this.#loading;
  }

  /** A number as it goes to the network: `+442079460123`. What is no number of the plan, such as an extension, stays as it is. */
  toE164(number: string): string {
    const plan = this.#plan;
    if (!plan || !/^\+?\d+$/.test(number)) return number;
    const parsed = plan.library.parsePhoneNumberFromString(number, plan.country);
    return parsed?.isValid() ? parsed.number : number;
  }

  /** What has been typed so far, as people write it. What holds anything but a number stays as it is. */
  format(text: string): string {
    const plan = this.#plan;
    if (!plan || text.length > LONGEST || !/^\+?[\d\s().\-/]*$/.test(text)) return text;
    try {
      const formatted = new plan.library.AsYouType(plan.country).input(text);
      return digitsOf(formatted) === digitsOf(text) ? formatted : text;
    } catch {
      // It trips over a few beginnings of numbers, such as 06 in Cabo Verde.
      return text;
    }
  }

  async #load(): Promise<void> {
    try {
      this.#library = await this.load();
    } catch {
      // Without it numbers go out as they were typed; the next country tries again.
      return;
    }
    this.changed();
  }

  get #plan(): { library: Library; country: CountryCode } | undefined {
    const library = this.#library;
    const country = this.#country;
    return library && country !== undefined && library.isSupportedCountry(country) ? { library, country } : undefined;
  }
}

function digitsOf(text: string): string {
  return text.replace(/[^+\d]/g, '');
}
