/** Polski: Polish, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';
import { counted } from './plural.js';

const page: PageWords = {
  openPhone: 'Otwórz telefon',
  closePhone: 'Zamknij telefon',
  movePhone: 'Przesuń telefon',
  popOut: 'Otwórz we własnym oknie',
  popIn: 'Wróć na stronę',
  missedCalls: (count) => counted(count, 'nieodebrane połączenie', 'nieodebrane połączenia', 'nieodebranych połączeń'),

  shortcuts: 'Skróty klawiszowe',

  callsFromThisPage: (number) => `Połączenie z tej strony pod numer ${number}`,
  notCalledFromPages: (number) => `Ze strony internetowej nie można zadzwonić pod numer ${number}`,
  framedPhone: 'Telefon',

  // Set-up by a link or a code
  setUpPhone: 'Skonfigurować ten telefon?',
  setUpFrom: (host) => `Z ${host}`,
  setUp: 'Skonfiguruj',
  scanCode: 'Skanuj kod QR',
  chooseFile: 'Wybierz plik',
  noCodeFound: 'To nie jest kod konfiguracji',
  setUpFailed: 'Nie udało się wczytać konfiguracji',
};

export default page;
