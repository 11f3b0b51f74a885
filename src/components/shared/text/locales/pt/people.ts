/** Português: Portuguese, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: 'Ainda não há chamadas',
  callsAppearHere: 'As chamadas que você faz e recebe aparecem aqui.',
  callNumber: (number) => `Ligar para ${number}`,
  today: 'Hoje',
  yesterday: 'Ontem',
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  times: (count) => (count < 2 ? `${count} vez` : `${count} vezes`),

  pickUp: (name) => `Capturar a chamada para ${name}`,
  lampOn: 'Ativado',
  lampOff: 'Desativado',

  newMessages: (count) => (count < 2 ? `${count} nova` : `${count} novas`),
  urgentMessages: (count) => (count < 2 ? `${count} urgente` : `${count} urgentes`),
  nothingNew: 'Nenhuma mensagem nova',
  voicemailUnavailable: 'Não disponível',
  listen: 'Ouvir',

  noMessagesYet: 'Ainda não há mensagens',
  messagesAppearHere: 'As mensagens que você envia e recebe aparecem aqui.',
  newMessageTo: 'Nova mensagem para',
  messageNumber: (name) => `Enviar mensagem para ${name}`,
  conversationWith: (name) => `Mensagens com ${name}`,
  writeMessage: 'Mensagem',
  send: 'Enviar',
  sending: 'Enviando…',
  delivered: 'Entregue',
  sent: 'Enviado',
  isTyping: (name) => `${name} está escrevendo…`,
  notDelivered: 'Não entregue',
  sendAgain: 'Enviar novamente',
  unread: (count) => (count < 2 ? `${count} não lida` : `${count} não lidas`),
  you: 'Você',
  captions: 'Legendas',
  showOlder: 'Mostrar mensagens anteriores',
  callIn: (direction) => (direction === 'incoming' ? 'Chamada recebida' : 'Chamada efetuada'),

  favourites: 'Favoritos',
  searchContacts: 'Pesquisar contatos',
  nothingFound: 'Nada encontrado',
  numbersOf: (name) => `Números de ${name}`,
};

export default people;
