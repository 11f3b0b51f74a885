/**
 * Number formats of one country; loaded only where a country is set (ITU-T E.164, with the plan of libphonenumber).
 * Subjects: national number to E.164; number format of a country; libphonenumber.
 */

import { countryOf } from '../settings.js';

/** The part of `libphonenumber-js/min` that is used. */
type Library = Pick<
  typeof import('libphonenumber-js/min'),
  'AsYouType' | 'isSupportedCountry' | 'parsePhoneNumberFromString'
>;
type CountryCode = import('libphonenumber-js/min').CountryCode;

/** Longest number that is formatted: 15 digits (E.164) with separators. */
const LONGEST = 40;

export class Numbering {
  #country: string | undefined;
  #loading: Promise<void> = Promise.resolve();
  #library: Library | undefined;

  /** `changed`: numbers are read differently from now on; `load`: loads the library. */
  constructor(
    private readonly changed: () => void,
    private readonly load: () => Promise<Library> = () => import('libphonenumber-js/min'),
  ) {}

  /** Reads numbers as in this country (ISO 3166-1 alpha-2); undefined: as they are typed. */
  use(country: string | undefined): void {
    const before = this.#country;
    const code = country?.trim() ?? '';
    this.#country = /^[a-z]{2}$/i.test(code) ? countryOf(code) : undefined;
    if (this.#country === before) return;
    if (this.#country === undefined || this.#library) this.changed();
    else this.#loading = this.#load();
  }

  /** Resolves when the library is loaded or has failed to load. */
  get ready(): Promise<void> {
    return this.#loading;
  }

  /** Returns a number in E.164 form, `+442079460123`; unchanged where it is not of the plan, such as an extension. */
  toE164(number: string): string {
    const plan = this.#plan;
    if (!plan || !/^\+?\d+$/.test(number)) return number;
    const parsed = plan.library.parsePhoneNumberFromString(number, plan.country);
    return parsed?.isValid() ? parsed.number : number;
  }

  /** Returns a partial number formatted for the country; unchanged where the text is not a number. */
  format(text: string): string {
    const plan = this.#plan;
    if (!plan || text.length > LONGEST || !/^\+?[\d\s().\-/]*$/.test(text)) return text;
    try {
      const formatted = new plan.library.AsYouType(plan.country).input(text);
      return digitsOf(formatted) === digitsOf(text) ? formatted : text;
    } catch {
      // The library throws for some prefixes, such as 06 in Cabo Verde.
      return text;
    }
  }

  async #load(): Promise<void> {
    try {
      this.#library = await this.load();
    } catch {
      // Numbers are then dialled as they were typed; the next country loads again.
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
