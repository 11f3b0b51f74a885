/** Español: Spanish, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Abrir teléfono',
  closePhone: 'Cerrar teléfono',
  movePhone: 'Mover teléfono',
  popOut: 'Abrir en su propia ventana',
  popIn: 'Volver a la página',
  missedCalls: (count) => (count === 1 ? '1 llamada perdida' : `${count} llamadas perdidas`),

  shortcuts: 'Atajos de teclado',

  callsFromThisPage: (number) => `Llamada a ${number} desde esta página`,
  notCalledFromPages: (number) => `Desde una página no se llama a ${number}`,
  framedPhone: 'Teléfono',

  // Set-up by a link or a code
  setUpPhone: '¿Configurar este teléfono?',
  setUpFrom: (host) => `De ${host}`,
  setUp: 'Configurar',
  scanCode: 'Escanear código QR',
  chooseFile: 'Elegir un archivo',
  noCodeFound: 'No es un código de configuración',
  setUpFailed: 'No se pudo cargar la configuración',
};

export default page;
