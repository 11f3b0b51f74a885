/** Português: Portuguese, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Abrir telefone',
  closePhone: 'Fechar telefone',
  movePhone: 'Mover telefone',
  popOut: 'Abrir numa janela própria',
  popIn: 'Voltar à página',
  missedCalls: (count) => (count < 2 ? `${count} chamada perdida` : `${count} chamadas perdidas`),

  shortcuts: 'Atalhos de teclado',

  callsFromThisPage: (number) => `Chamada para ${number} a partir desta página`,
  notCalledFromPages: (number) => `Não se liga para ${number} a partir de uma página`,
  framedPhone: 'Telefone',

  // Set-up by a link or a code
  setUpPhone: 'Configurar este telefone?',
  setUpFrom: (host) => `De ${host}`,
  setUp: 'Configurar',
  scanCode: 'Ler código QR',
  chooseFile: 'Escolher um ficheiro',
  noCodeFound: 'Não é um código de configuração',
  setUpFailed: 'Não foi possível carregar a configuração',
};

export default page;
