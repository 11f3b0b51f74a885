/** Italiano: Italian, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Apri telefono',
  closePhone: 'Chiudi telefono',
  movePhone: 'Sposta telefono',
  popOut: 'Apri in una finestra propria',
  popIn: 'Torna nella pagina',
  missedCalls: (count) => (count === 1 ? '1 chiamata persa' : `${count} chiamate perse`),

  shortcuts: 'Scorciatoie da tastiera',

  callsFromThisPage: (number) => `Chiama ${number} da questa pagina`,
  notCalledFromPages: (number) => `${number} non può essere chiamato da una pagina`,
  framedPhone: 'Telefono',

  // Set-up by a link or a code
  setUpPhone: 'Configurare questo telefono?',
  setUpFrom: (host) => `Da ${host}`,
  setUp: 'Configura',
  scanCode: 'Scansiona il codice QR',
  chooseFile: 'Scegli un file',
  noCodeFound: 'Non è un codice di configurazione',
  setUpFailed: 'Impossibile caricare la configurazione',
};

export default page;
