/** Deutsch: German, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Telefon öffnen',
  closePhone: 'Telefon schließen',
  movePhone: 'Telefon verschieben',
  popOut: 'In eigenem Fenster öffnen',
  popIn: 'Zurück in die Seite',
  missedCalls: (count) => (count === 1 ? '1 verpasster Anruf' : `${count} verpasste Anrufe`),

  shortcuts: 'Tastaturkürzel',

  callsFromThisPage: (number) => `${number} von dieser Seite aus anrufen`,
  notCalledFromPages: (number) => `${number} kann nicht von einer Seite aus angerufen werden`,
  framedPhone: 'Telefon',

  // Set-up by a link or a code
  setUpPhone: 'Dieses Telefon einrichten?',
  setUpFrom: (host) => `Von ${host}`,
  setUp: 'Einrichten',
  scanCode: 'QR-Code scannen',
  chooseFile: 'Datei wählen',
  noCodeFound: 'Das ist kein Einrichtungscode',
  setUpFailed: 'Die Einrichtung konnte nicht geladen werden',
};

export default page;
