/** Français: French, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: 'Pas encore d’appels',
  callsAppearHere: 'Les appels passés et reçus apparaissent ici.',
  callNumber: (number) => `Appeler ${number}`,
  today: 'Aujourd’hui',
  yesterday: 'Hier',
  seconds: (count) => `${count}\u00a0s`,
  minutes: (count) => `${count}\u00a0min`,
  times: (count) => `${count} fois`,

  pickUp: (name) => `Intercepter l’appel pour ${name}`,
  lampOn: 'Activé',
  lampOff: 'Désactivé',

  newMessages: (count) => (count < 2 ? `${count} nouveau` : `${count} nouveaux`),
  urgentMessages: (count) => (count < 2 ? `${count} urgent` : `${count} urgents`),
  nothingNew: 'Aucun nouveau message',
  voicemailUnavailable: 'Indisponible',
  listen: 'Écouter',

  noMessagesYet: 'Pas encore de messages',
  messagesAppearHere: 'Les messages envoyés et reçus apparaissent ici.',
  newMessageTo: 'Nouveau message à',
  messageNumber: (name) => `Envoyer un message à ${name}`,
  conversationWith: (name) => `Messages avec ${name}`,
  writeMessage: 'Message',
  send: 'Envoyer',
  sending: 'Envoi…',
  delivered: 'Distribué',
  sent: 'Envoyé',
  isTyping: (name) => `${name} écrit…`,
  notDelivered: 'Non distribué',
  sendAgain: 'Renvoyer',
  unread: (count) => (count < 2 ? `${count} non lu` : `${count} non lus`),
  you: 'Vous',
  captions: 'Sous-titres',
  showOlder: 'Afficher les messages plus anciens',
  callIn: (direction) => (direction === 'incoming' ? 'Appel entrant' : 'Appel sortant'),

  favourites: 'Favoris',
  searchContacts: 'Rechercher des contacts',
  nothingFound: 'Aucun résultat',
  numbersOf: (name) => `Numéros\u00a0: ${name}`,
};

export default people;
