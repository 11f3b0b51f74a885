/** Español: Spanish, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: 'Aún no hay llamadas',
  callsAppearHere: 'Aquí aparecen las llamadas realizadas y recibidas.',
  callNumber: (number) => `Llamar a ${number}`,
  today: 'Hoy',
  yesterday: 'Ayer',
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  times: (count) => (count === 1 ? '1 vez' : `${count} veces`),

  pickUp: (name) => `Capturar la llamada para ${name}`,
  lampOn: 'Activado',
  lampOff: 'Desactivado',

  newMessages: (count) => (count === 1 ? '1 nuevo' : `${count} nuevos`),
  urgentMessages: (count) => (count === 1 ? '1 urgente' : `${count} urgentes`),
  nothingNew: 'No hay mensajes nuevos',
  voicemailUnavailable: 'No disponible',
  listen: 'Escuchar',

  noMessagesYet: 'Aún no hay mensajes',
  messagesAppearHere: 'Aquí aparecen los mensajes enviados y recibidos.',
  newMessageTo: 'Mensaje nuevo para',
  messageNumber: (name) => `Enviar mensaje a ${name}`,
  conversationWith: (name) => `Mensajes con ${name}`,
  writeMessage: 'Mensaje',
  send: 'Enviar',
  sending: 'Enviando…',
  delivered: 'Entregado',
  sent: 'Enviado',
  isTyping: (name) => `${name} está escribiendo…`,
  notDelivered: 'No entregado',
  sendAgain: 'Enviar de nuevo',
  unread: (count) => `${count} sin leer`,
  you: 'Yo',
  captions: 'Subtítulos',
  showOlder: 'Mostrar mensajes anteriores',
  callIn: (direction) => (direction === 'incoming' ? 'Llamada entrante' : 'Llamada saliente'),

  favourites: 'Favoritos',
  searchContacts: 'Buscar contactos',
  nothingFound: 'Sin resultados',
  numbersOf: (name) => `Números de ${name}`,
};

export default people;
