import { answerTo, install, tidyUp, type Build, type Surroundings } from './answers.ts';

/*
 * The service worker of the galleries, served as /g/worker.js. A new one waits until the pages of
 * the one before are closed, so that a page finds the files of its own build for as long as it is
 * open.
 */

/** Put in by the build; see offline-build.ts. */
declare const OFFLINE_BUILD: Build;
const build = OFFLINE_BUILD;

interface LifeEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}

interface AskEvent extends LifeEvent {
  request: Request;
  respondWith: (answer: Promise<Response>) => void;
}

const around: Surroundings = {
  caches,
  fetch: (request) => fetch(request),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  origin: location.origin,
};

addEventListener('install', (event) => {
  if (isOfLife(event)) event.waitUntil(install(around, build));
});
addEventListener('activate', (event) => {
  if (isOfLife(event)) event.waitUntil(tidyUp(around, build));
});
addEventListener('fetch', (event) => {
  if (!isQuestion(event)) return;
  const answer = answerTo(event.request, around);
  if (answer !== null) event.respondWith(answer);
});

/** The types of pages know no events of workers. */
function isOfLife(event: Event): event is LifeEvent {
  return 'waitUntil' in event;
}

function isQuestion(event: Event): event is AskEvent {
  return 'respondWith' in event;
}
